#!/usr/bin/env bash
# System packages: Tesseract with English, French and orientation data, libmagic, venv; with "test" a browser too.
# Root on Debian: installed here, once. Anybody else: told what is missing and the command that installs it.
set -euo pipefail
missing=()
has_data() { tesseract --list-langs 2>/dev/null | grep -qx "$1"; }
command -v tesseract >/dev/null || missing+=(tesseract-ocr)
has_data eng || missing+=(tesseract-ocr-eng)
has_data fra || missing+=(tesseract-ocr-fra)
has_data osd || missing+=(tesseract-ocr-osd)
python3 -c 'import ctypes.util, sys; sys.exit(ctypes.util.find_library("magic") is None)' 2>/dev/null || missing+=(libmagic1)
python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
if [ "${1:-}" = test ] && ! { command -v chromium && command -v chromedriver; } >/dev/null; then
  optional=(chromium chromium-driver)
else
  optional=()
fi
[ ${#missing[@]} -eq 0 ] && [ ${#optional[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "Installing: ${missing[*]} ${optional[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" "${optional[@]}" >/dev/null
  exit 0
fi
if [ ${#missing[@]} -gt 0 ]; then
  echo "Missing: ${missing[*]}" >&2
  echo "Debian or Ubuntu: sudo apt-get install ${missing[*]}" >&2
  echo "macOS: brew install tesseract tesseract-lang libmagic" >&2
  exit 3
fi
echo "Without a browser the page tests are skipped. Debian or Ubuntu: sudo apt-get install ${optional[*]}" >&2
