"""Holds plan files to their JSON Schemas, and the schemas to plan files with one name misspelt or a sheet misplaced.

In: the folder of the schemas, then folders of plan files. Out: a line for each thing that is not so.
Programs: Debian's python3-jsonschema and python3-yaml.
"""

import copy
import json
import pathlib
import re
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """YAML 1.2, as editors read it: days are text, and only true and false are switches."""


KEPT = {"tag:yaml.org,2002:null", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in KEPT]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for word, value in (("true", True), ("false", False)):
    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(f"^{word}$"), word[0])


def fields(value, path=()):
    """Every field of a document, as the steps that lead to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield path + (name,)
            yield from fields(inner, path + (name,))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from fields(inner, path + (index,))


def misspelt(document, path):
    """The document with the name of one field misspelt."""
    document = copy.deepcopy(document)
    parent = document
    for step in path[:-1]:
        parent = parent[step]
    parent[f"{path[-1]}x"] = parent.pop(path[-1])
    return document


def misplaced(document):
    """The layouts of sheets, each time with one more in the list where it must not stand."""
    lists = ("submission", "inspection")
    for home, other in (lists, lists[::-1]):
        for sheet in document.get(home) or []:
            yield sheet, {**document, other: document[other] + [sheet]}


def shape(path):
    """The path without its positions in lists: entries of one list are alike."""
    return tuple(step for step in path if isinstance(step, str))


def check(schema, file):
    validator = jsonschema.Draft7Validator(schema)
    document = yaml.load(file.read_text("utf-8-sig"), Loader)
    for error in validator.iter_errors(document):
        yield f"{file}: {'/'.join(map(str, error.path))}: {error.message}"
    seen = {}
    for path in fields(document):
        seen.setdefault(shape(path), path)
    for path in seen.values():
        if validator.is_valid(misspelt(document, path)):
            yield f"{file}: {path} may be misspelt"
    for sheet, wrong in misplaced(document):
        if validator.is_valid(wrong):
            yield f"{file}: {sheet['name']} may stand in the wrong list"
    yield from (() if seen else [f"{file}: nothing in it"])


def main():
    schemas = pathlib.Path(sys.argv[1])
    faults, count = [], 0
    for folder in map(pathlib.Path, sys.argv[2:]):
        for file in sorted(folder.glob("*.yaml")):
            schema = json.loads((schemas / f"{file.stem}.json").read_text("utf-8"))
            jsonschema.Draft7Validator.check_schema(schema)
            faults += check(schema, file)
            count += 1
    for fault in faults:
        print(fault)
    print(f"{count} files")
    sys.exit(bool(faults))


main()
