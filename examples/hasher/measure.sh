#!/usr/bin/env bash
# Measures hasher.jar beside "find | xargs -P2 sha256sum", on trees that it plants: many small files, and few large ones.
# Both read what is in the cache; the runs alternate, and the median of each counts. Takes some minutes and 2.5 GB.
# usage: measure.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")"

runs="${1:-7}"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

plant() { # tree, folders, files in each, bytes of each
  local folder
  for ((folder = 0; folder < $2; folder++)); do
    mkdir -p "$work/$1/$folder"
    head -c $(($3 * $4)) /dev/urandom | split -b "$4" -a 4 - "$work/$1/$folder/file-"
  done
}

theirs() { find "$1" -type f -print0 | xargs -0 -P2 sha256sum; }
ours() { "$java" -jar target/hasher.jar --jobs 2 "$1"; }

seconds() { # of a command
  local start="$EPOCHREALTIME"
  "$@" > "$work/out"
  echo "$start $EPOCHREALTIME" | awk '{ printf "%.2f\n", $2 - $1 }'
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

measure() { # tree, words
  ours "$work/$1" | sort > "$work/a"
  theirs "$work/$1" | sort > "$work/b"
  cmp "$work/a" "$work/b"
  : > "$work/ours"
  : > "$work/theirs"
  for ((run = 0; run < runs; run++)); do
    seconds ours "$work/$1" >> "$work/ours"
    seconds theirs "$work/$1" >> "$work/theirs"
  done
  printf '%-34s %8s s %8s s\n' "$2" "$(median < "$work/ours")" "$(median < "$work/theirs")"
}

plant small 100 100 2000
plant many 1000 100 4000
plant large 1 8 250000000

"$java" -version 2>&1 | sed -n 1p
sha256sum --version | sed -n 1p
echo "$(nproc) processors, medians of $runs runs"
printf '%-34s %10s %10s\n' "" "hasher" "xargs -P2"
measure small "10,000 files of 2 KB"
measure many "100,000 files of 4 KB"
measure large "8 files of 250 MB"
