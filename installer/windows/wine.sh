# Sourced by the checks: a home and a Windows of their own for wine. Expects $work and $here.
export HOME=$work/rumah
export WINEPREFIX=$HOME/windows
export WINEARCH=win64 WINEDEBUG=-all
# The first is lent by us, the second would write menu entries, the third would wait for a debugger.
export WINEDLLOVERRIDES="mscms=n;winemenubuilder.exe=d;winedbg.exe=d"
drive=$WINEPREFIX/drive_c
local_data=$drive/users/$(id -un)/AppData/Local

make_windows() { # make_windows FOLDER: a fresh Windows 10 with the stand-ins of FOLDER
  rm -rf "$HOME"
  mkdir -p "$HOME"
  wineboot -i >/dev/null 2>&1
  wine winecfg -v win10 >/dev/null 2>&1
  wineserver -w
  [ -z "${1:-}" ] || cp "$1"/*.dll "$drive/windows/system32/"
}

# Windows programs want their output in a pipe here; the exit code is theirs.
run_windows() { wine "$@" </dev/null 2>&1 | cat; return "${PIPESTATUS[0]}"; }

windows_path() { printf 'Z:%s' "${1//\//\\}"; }

failures=0
holds() { # holds WORDS COMMAND...
  local words=$1
  shift
  if "$@"; then echo "   baik   $words"; else
    echo "   SALAH  $words"
    failures=$((failures + 1))
  fi
}
same() { [ "$1" = "$2" ] || { echo "          diharapkan $2, ternyata $1"; return 1; }; }
