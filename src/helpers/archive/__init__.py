"""One file that holds an edition whole, to be kept, cited and checked without this package.

pack          the files of an edition, its notebooks executed, in one ZIP
datapackage   what the tables in it are, as a data package (version 2)
replicate     not imported: the script in the archive that re-derives its figures; beside it
              not_compared.csv, the tables that it leaves, and why
"""
