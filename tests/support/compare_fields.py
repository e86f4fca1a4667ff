#!/usr/bin/env python3
"""compare_fields.py FIRST SECOND TOLERANCE NAME

Compares the fields in two folders of results, on one number of ranks: the same files with the same points, cells and arrays; values within
TOLERANCE of the field's largest magnitude. Files keep single precision, so 2^-23 is always allowed. NAME is for the messages.
"""
import array
import base64
import glob
import math
import os
import re
import struct
import sys
import xml.etree.ElementTree
import zlib

CODES = {"Float32": "f", "Float64": "d", "Int32": "i", "UInt32": "I", "Int64": "q", "UInt64": "Q", "UInt8": "B"}


def numbers(element):
    code, text = CODES[element.get("type")], element.text.strip()
    if element.get("format") == "ascii":
        return array.array(code, map(float if code in "fd" else int, text.split()))
    blocks = struct.unpack_from("<I", base64.b64decode(text[:8]))[0]
    end = (4 * (3 + blocks) + 2) // 3 * 4
    sizes = struct.unpack_from("<%dI" % (3 + blocks), base64.b64decode(text[:end]))[3:]
    values, data = array.array(code), base64.b64decode(text[end:])
    for size in sizes:
        values.frombytes(zlib.decompress(data[:size]))
        data = data[size:]
    return values


def arrays(path):
    """The numbers of all pieces of a file by the name of their array, and the sizes of the pieces."""
    found, pieces = {}, []
    for piece in xml.etree.ElementTree.parse(path).iter("Piece"):
        pieces.append(sorted(piece.attrib.items()))
        for element in piece.iter("DataArray"):
            found.setdefault(element.get("Name", "points"), []).extend(numbers(element))
    return found, pieces


def tensor(name):
    """Components are measured by the largest of their tensor: some are nothing but round-off."""
    return re.sub("_[xyz]{2}(?=_|$)", "", name)


def names(folder):
    return sorted(os.path.basename(path) for path in glob.glob(folder + "/*.*vtu") + glob.glob(folder + "/*.pvd"))


def words(path):
    """What a collection says, without the date and the times."""
    return re.findall(r'\b(?!timestep)(\w+="[^"]*")', open(path).read())


def main():
    first, second, tolerance, name = sys.argv[1], sys.argv[2], max(float(sys.argv[3]), 2.0**-23), sys.argv[4]
    files = names(first)
    wrong = [] if files == names(second) else ["the files are others"]
    compared, worst = 0, 0.0
    for file in files if not wrong else []:
        a, b = os.path.join(first, file), os.path.join(second, file)
        if not file.endswith(".vtu"):
            if words(a) != words(b):
                wrong.append(file + " names others")
            continue
        (left, left_pieces), (right, right_pieces) = arrays(a), arrays(b)
        if left_pieces != right_pieces or {k: len(v) for k, v in left.items()} != {k: len(v) for k, v in right.items()}:
            wrong.append(file + " has other pieces or arrays")
            continue
        compared += 1
        scale = {}
        for key, values in left.items():
            scale[tensor(key)] = max([scale.get(tensor(key), 0)] + [abs(v) for v in values if not math.isnan(v)])
        for key, values in left.items():
            largest = scale[tensor(key)]
            difference = 0.0
            for v, w in zip(values, right[key]):
                if v != w and not (math.isnan(v) and math.isnan(w)):
                    difference = max(difference, abs(v - w) / largest if largest > 0 and math.isfinite(v - w) else math.inf)
            worst = max(worst, difference)
            if difference > tolerance:
                wrong.append("%s: %s differs by %.2e (allowed %.2e)" % (file, key, difference, tolerance))
    if compared == 0 and not wrong:
        wrong.append("there are no fields")
    for line in wrong:
        print(name + ": " + line)
    print("%s: %d files of fields, largest relative difference %.2e" % (name, compared, worst))
    return 1 if wrong else 0


sys.exit(main())
