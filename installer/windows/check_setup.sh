#!/usr/bin/env bash
# The setup's own behaviour with a tiny program in it: over an older one, downwards, while the program runs, into a
# folder it must not touch, on a full disk, damaged, half finished, and away again. usage: check_setup.sh WORKDIR
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mkdir -p "$1" && cd "$1" && pwd)
script=$here/../dinsos_desk.nsi
icon=$here/../../resources/icons/dinsos_desk.ico
. "$here/wine.sh"
[ -d "$WINEPREFIX" ] || make_windows
# NSIS takes the folder of /D as it stands, without quotes: none of the folders below has a space.

# A program that stays open until it is ended, and two versions around it.
printf '#include <windows.h>\nint main(int n, char **a) { Sleep(n > 1 ? 60000 : 0); return 0; }\n' >"$work/tidur.c"
x86_64-w64-mingw32-gcc -Os -s -o "$work/tidur.exe" "$work/tidur.c"
for version in 1.0.0 1.1.0 1.2.0; do
  mkdir -p "$work/$version/_internal/dalam"
  cp "$work/tidur.exe" "$work/$version/dinsos-desk.exe"
  echo "$version" >"$work/$version/_internal/versi.txt"
  echo "$version" >"$work/$version/_internal/dalam/hanya-$version.txt"
done
head -c 3000000 /dev/urandom >"$work/1.1.0/_internal/besar.bin"
head -c 40000000 /dev/urandom >"$work/1.2.0/_internal/besar.bin"

setup() { # setup VERSION SIZE_KB NAME
  makensis -V1 -WX -DQUICK=1 "-DVERSION=$1" "-DVERSION_NUMBERS=$1.0" "-DSOURCE=$work/$1" \
    "-DOUTPUT=$work/$3" "-DSIZE_KB=$2" "-DICON=$icon" "-DSIDE=$here/../side.bmp" -DAPP_ID=DinsosDesk.Percobaan "$script" >/dev/null
}
setup 1.0.0 100 lama.exe
setup 1.1.0 100 baru.exe
setup 1.1.0 900000000 raksasa.exe
setup 1.2.0 100 penuh.exe
cp "$work/baru.exe" "$work/rusak.exe"
printf 'XXXXXXXX' | dd of="$work/rusak.exe" bs=1 seek=2000000 conv=notrunc status=none

code=0
install() { # install NAME [FOLDER]: sets $code
  code=0
  run_windows "$work/$1" /S ${2:+"/D=$2"} >/dev/null || code=$?
}
program="$local_data/Programs/Dinsos Desk"
version_of() { cat "$1/_internal/versi.txt" 2>/dev/null || true; }
leftovers() { ls -d "$1"/_baru "$1"/_lama 2>/dev/null || true; }

install lama.exe
holds "pemasangan pertama" same "$code $(version_of "$program")" "0 1.0.0"
echo "milik pengguna" >"$program/catatan.txt"
rm -f "$drive/users/$(id -un)/Desktop/Dinsos Desk.lnk"
install baru.exe
holds "versi baru menggantikan yang lama" same "$code $(version_of "$program")" "0 1.1.0"
holds "tidak ada berkas basi" test ! -e "$program/_internal/dalam/hanya-1.0.0.txt"
holds "tidak ada sisa" same "$(leftovers "$program")" ""
holds "berkas pengguna tetap ada" test -f "$program/catatan.txt"
holds "pintasan yang dihapus pengguna tidak kembali" test ! -e "$drive/users/$(id -un)/Desktop/Dinsos Desk.lnk"
install lama.exe
holds "versi lama ditolak" same "$code $(version_of "$program")" "6 1.1.0"

wine "$program/dinsos-desk.exe" terbuka </dev/null >/dev/null 2>&1 &
for _ in $(seq 50); do
  exec 9>>"$program/dinsos-desk.exe" && exec 9>&-
  pgrep -f 'dinsos-desk.exe terbuka' >/dev/null && break
  sleep 0.1
done
sleep 1
install baru.exe
holds "program yang terbuka menghentikan pemasangan" same "$code $(version_of "$program")" "3 1.1.0"
run_windows "$program/uninstall.exe" /S >/dev/null || true
sleep 3
holds "program yang terbuka menghentikan penghapusan" same "$(version_of "$program")" "1.1.0"
wineserver -k
wineserver -w || true

install baru.exe 'Z:\proc\tidak-bisa'
holds "folder yang tidak dapat ditulis" same "$code" 4
mkdir -p "$work/kantor" && touch "$work/kantor/dinsos.db"
install baru.exe "$(windows_path "$work/kantor")"
holds "folder data kantor ditolak" same "$code $(ls "$work/kantor")" "8 dinsos.db"
install raksasa.exe
holds "ruang disk tidak cukup" same "$code $(version_of "$program")" "5 1.1.0"
install rusak.exe
holds "pemasang yang rusak berhenti" test "$code" -ne 0
holds "dan tidak mengubah apa pun" same "$(version_of "$program")$(leftovers "$program")" "1.1.0"

# Half finished: the folders that a power cut leaves behind.
mkdir -p "$program/_baru/_internal" "$program/_lama"
mv "$program/_internal" "$program/_lama/"
install baru.exe
holds "pemasangan yang terputus diselesaikan" same "$code $(version_of "$program")$(leftovers "$program")" "0 1.1.0"

# Something that cannot be moved stands where the new program goes: the old one comes back.
mkdir -p "$work/terganjal"
cp "$work/tidur.exe" "$work/terganjal/dinsos-desk.exe"
echo "bukan folder" >"$work/terganjal/_internal"
install baru.exe "$(windows_path "$work/terganjal")"
holds "pertukaran yang gagal dikembalikan" same "$code $(ls "$work/terganjal" | tr '\n' ' ')" "2 _internal dinsos-desk.exe "

# A disk that fills up while the files are unpacked: room enough for the check before, not for the files.
small=$work/sempit
mkdir -p "$small"
if mount -t tmpfs -o size=30m tmpfs "$small" 2>/dev/null; then
  cp -r "$work/1.0.0" "$small/program"
  install penuh.exe "$(windows_path "$small/program")"
  holds "disk penuh di tengah pemasangan" same "$code $(version_of "$small/program")" "2 1.0.0"
  holds "program lama masih lengkap" test -x "$small/program/dinsos-desk.exe"
  holds "tidak ada sisa di disk penuh" same "$(leftovers "$small/program")" ""
  umount "$small"
else
  echo "   dilewati: disk penuh di tengah pemasangan (mount tidak diizinkan di sini)"
fi

run_windows "$program/uninstall.exe" /S >/dev/null
wineserver -w
holds "penghapusan hanya mengambil miliknya" same "$(ls "$program")" "catatan.txt"
holds "entri penghapusan hilang" test -z "$(wine reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Dinsos Desk' 2>/dev/null | grep DisplayName)"
rm -rf "$program"
exit "$((failures > 0))"
