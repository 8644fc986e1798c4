"""`python -m helpers` is the command innovation-report."""

from helpers.cli import main

if __name__ == "__main__":  # worker processes import this file again
    main(prog_name="innovation-report")
