"""Run the command as a module: python -m webmap."""

from webmap.cli import main

main(prog_name="nightjar")
