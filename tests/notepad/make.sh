#!/bin/sh
# Writes the second county's plan files as Notepad saves them, with iconv (GNU libc 2.41) and sed.
# Run it in this folder: sh make.sh
set -eu
for file in ../cases/second-county/inputs/plan/*.yaml; do
  name=$(basename "$file")
  mkdir -p ansi utf-8-bom unicode
  sed 's/$/\r/' "$file" | iconv -f UTF-8 -t GBK >"ansi/$name"
  { printf '\357\273\277'; sed 's/$/\r/' "$file"; } >"utf-8-bom/$name"
  { printf '\377\376'; sed 's/$/\r/' "$file" | iconv -f UTF-8 -t UTF-16LE; } >"unicode/$name"
done
