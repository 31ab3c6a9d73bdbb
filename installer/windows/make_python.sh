#!/usr/bin/env bash
# Puts a Windows CPython 3.11 together that runs under wine, from what ordinary Python packages carry.
# usage: make_python.sh FOLDER WHEELS FONTS
#   FOLDER  python/ and system32/ (stand-ins for wine, never for a bundle) are made in it
#   WHEELS  folder with every wheel of requirements-windows.txt, panda3d among them: its deploy_libs/ holds
#           python311.dll, the standard extension modules, OpenSSL, SQLite and libffi as python.org ships them
#   FONTS   fonts for Qt's offscreen platform, which has none of its own
#   PYTHON  in the environment: a CPython 3.11 of this machine (default python3.11)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
wheels=$2
fonts=$3
gnu=x86_64-w64-mingw32
python=$folder/python
parts=$folder/parts
rm -rf "$python" "$parts"
mkdir -p "$python/DLLs" "$python/Lib/site-packages" "$parts" "$folder/system32"

unzip -qq -j "$wheels"/panda3d-*-win_amd64.whl 'deploy_libs/*' -d "$parts/deploy"
cp "$parts/deploy/python311.dll" "$python/"
for module in "$parts"/deploy/*.pyd; do
  case $(basename "$module") in
    *t-win_amd64.pyd | _test* | _wmi.pyd | _tkinter.pyd) ;;
    *) cp "$module" "$python/DLLs/" ;;
  esac
done
for library in libffi-8 libcrypto-3 libssl-3 sqlite3; do
  [ ! -f "$parts/deploy/$library.dll" ] || cp "$parts/deploy/$library.dll" "$python/DLLs/"
done

# Every wheel at once: each part of PySide6 unpacks into the same package.
for wheel in "$wheels"/*.whl; do
  case $(basename "$wheel") in panda3d-*) ;; *) unzip -qq -o "$wheel" -d "$python/Lib/site-packages" ;; esac
done
# What a wheel puts beside its package goes where an installer would put it.
for data in "$python"/Lib/site-packages/*.data; do
  [ -d "$data" ] || continue
  for inner in purelib platlib; do
    [ ! -d "$data/$inner" ] || cp -r "$data/$inner/." "$python/Lib/site-packages/"
  done
  rm -rf "$data"
done
mkdir -p "$python/Lib/site-packages/PySide6/lib/fonts"
cp "$fonts"/*.otf "$python/Lib/site-packages/PySide6/lib/fonts/"
find "$python/Lib/site-packages/shiboken6" -name 'vcruntime140*.dll' -exec cp {} "$python/" \;

# The pure modules of any CPython 3.11 are those of Windows too.
library=$("${PYTHON:-python3.11}" -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
tar -C "$library" -cf - --exclude=__pycache__ --exclude=site-packages --exclude=lib-dynload --exclude=test \
  --exclude=tests --exclude=idlelib --exclude='config-3*' --exclude='_sysconfigdata*' . | tar -C "$python/Lib" -xf -

# python.exe, and a python3.dll that passes every name on: the stable-ABI modules of Qt ask for it.
"$gnu-objdump" -p "$python/python311.dll" |
  awk '/\[Ordinal\/Name Pointer\] Table/ { on = 1; next } on && /^\t\[/ { print $NF } on && /^$/ { on = 0 }' >"$parts/names"
{ echo "LIBRARY python311.dll"; echo EXPORTS; cat "$parts/names"; } >"$parts/python311.def"
"$gnu-dlltool" -d "$parts/python311.def" -l "$parts/libpython311.a" -D python311.dll
{ echo "LIBRARY python3.dll"; echo EXPORTS; sed 's/\(.*\)/\1 = python311.\1/' "$parts/names"; } >"$parts/python3.def"
echo 'int __stdcall DllMainCRTStartup(void *m, unsigned r, void *v) { return 1; }' >"$parts/empty.c"
"$gnu-gcc" -shared -nostdlib -o "$python/python3.dll" "$parts/empty.c" "$parts/python3.def" -Wl,-e,DllMainCRTStartup
(cd "$here" && "$gnu-windres" python.rc -O coff -o "$parts/python.res")
"$gnu-gcc" -O2 -municode -s -o "$python/python.exe" "$here/python.c" "$parts/python.res" "$parts/libpython311.a"

for name in icuuc mscms bcryptprimitives; do
  "$gnu-gcc" -shared -nostdlib -O2 -o "$folder/system32/$name.dll" "$here/standin_$name.c" -ladvapi32 \
    -Wl,-e,DllMainCRTStartup
done
rm -rf "$parts"
