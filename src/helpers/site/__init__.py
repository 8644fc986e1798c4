"""From notebooks to a published edition: parameters, execution, pages, publishing.

parameters.yml -> parameters
notebooks -> execute -> pages -> publish
build        runs the whole of it, in that order
"""
