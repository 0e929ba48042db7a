#!/usr/bin/env bash
# Tries the packed distribution as somebody does who has just downloaded it. Usage: try.sh ARCHIVE FOLDER
set -euo pipefail
readonly ARCHIVE=$1 FOLDER=$2

fail() { printf 'try.sh: %s\n' "$*" >&2; exit 1; }

rm -rf "$FOLDER"
mkdir -p "$FOLDER"
tar -xzf "$ARCHIVE" -C "$FOLDER" --strip-components=1
cd "$FOLDER"

./weir version | grep -q '^weir ' || fail "version does not say which (expected: weir VERSION)"
./weir addons --help | grep -q 'install' || fail "addons is not in lib/ (expected: its commands)"
./weir wsconfig -help >/dev/null || fail "wsconfig does not run (expected: its help)"
./weir demo --once --no-analytics >once.log 2>&1 || { cat once.log >&2; fail "the demo's call fails (expected: 200)"; }
ls cds/java-*.jsa >/dev/null || fail "no archive of classes was made (expected: one in cds/)"
./weir demo --once --no-analytics >twice.log 2>&1 || { cat twice.log >&2; fail "the demo fails with the archive of classes"; }
! grep -qi 'cds' twice.log || { cat twice.log >&2; fail "the VM does not take its archive of classes"; }
WEIR_CDS=off ./weir version >/dev/null
