; The setup for one user of Windows, without an administrator. build.py calls makensis with these definitions:
;   VERSION, VERSION_NUMBERS (a.b.c.d), SOURCE (the frozen folder), OUTPUT, SIZE_KB, ICON, SIDE (a picture), APP_ID;
;   QUICK for the checks: fast to make, larger
;
; The program is two things in $INSTDIR: dinsos-desk.exe and the folder _internal. A new one is unpacked beside them
; and takes their place only when it is whole: whatever stops the setup leaves the old program as it was, and nothing
; stale stays behind. The data of the office lie elsewhere and are never touched.
;
; Silent: setup.exe /S [/D=folder], uninstall.exe /S. Further: /TANPADESKTOP makes no shortcut on the desktop.
; Exit codes: 0 done, 1 cancelled, 2 stopped on the way, 3 the program is open, 4 folder not writable, 5 no room,
; 6 a newer version is installed, 7 Windows too old, 8 the folder holds the data of an office.
Unicode true
Target amd64-unicode
!include LogicLib.nsh
!include FileFunc.nsh
!include MUI2.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh

!define NAME "Dinsos Desk"
!define EXE "dinsos-desk.exe"
!define INNER "_internal"
!define NEW "$INSTDIR\_baru"
!define OLD "$INSTDIR\_lama"
!define DATA "$LOCALAPPDATA\${NAME}"
!define MENU "$SMPROGRAMS\${NAME}"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define OWN_KEY "Software\${NAME}"
!define SPARE_KB 20480

Name "${NAME}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${OWN_KEY}" "Folder"
RequestExecutionLevel user
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
CRCCheck force
AllowSkipFiles off
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION_NUMBERS}"
VIFileVersion "${VERSION_NUMBERS}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${OWN_KEY}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Bahasa"
!define MUI_LANGDLL_WINDOWTITLE "${NAME}"
!define MUI_LANGDLL_INFO "Pilih bahasa pemasangan.$\r$\nChoose the language of the setup."
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_WELCOMEPAGE_TITLE "$(title)"
!define MUI_WELCOMEPAGE_TEXT "$(welcome)"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_HEADER_TEXT "$(place)"
!define MUI_PAGE_HEADER_SUBTEXT "$(place_below)"
!define MUI_DIRECTORYPAGE_TEXT_TOP "$(place_text)"
!define MUI_DIRECTORYPAGE_TEXT_DESTINATION "$(place)"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE checkFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "$(done)"
!define MUI_FINISHPAGE_TEXT "$(done_text)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_RUN_TEXT "$(run)"
!insertmacro MUI_PAGE_FINISH

!define MUI_PAGE_HEADER_TEXT "$(remove)"
!define MUI_PAGE_HEADER_SUBTEXT " "
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(stays)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "$(removed)"
!define MUI_FINISHPAGE_TEXT "$(gone)"
!insertmacro MUI_UNPAGE_FINISH

!insertmacro MUI_LANGUAGE "Indonesian"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL

!macro words id indonesian english
  LangString ${id} ${LANG_INDONESIAN} "${indonesian}"
  LangString ${id} ${LANG_ENGLISH} "${english}"
!macroend
!insertmacro words title "Memasang ${NAME} ${VERSION}" "Installing ${NAME} ${VERSION}"
!insertmacro words place "Folder program" "Folder of the program"
InstallButtonText "$(install)"
!insertmacro words install "&Pasang" "&Install"
!insertmacro words place_below "Data kantor tersimpan di tempat lain." "The data of the office lie elsewhere."
!insertmacro words place_text "${NAME} dipasang di folder berikut. Folder ini boleh dibiarkan; tidak diperlukan hak administrator." "${NAME} is installed into this folder. It may stay as it is; no administrator is needed."
!insertmacro words done "${NAME} siap dipakai" "${NAME} is ready"
!insertmacro words done_text "Program dapat dibuka dari menu Start dan dari desktop.$\r$\n$\r$\nData kantor tersimpan di:$\r$\n${DATA}" "Open it from the Start menu or from the desktop.$\r$\n$\r$\nThe data of the office lie in:$\r$\n${DATA}"
!insertmacro words remove "Menghapus ${NAME}" "Removing ${NAME}"
!insertmacro words removed "${NAME} sudah dihapus" "${NAME} was removed"
!insertmacro words welcome "Pemasangan ini tidak memerlukan hak administrator dan tidak memerlukan jaringan.$\r$\n$\r$\nBila ${NAME} sudah terpasang, program diperbarui ke versi ${VERSION}. Data kantor tidak disentuh.$\r$\n$\r$\nTutup ${NAME} bila sedang terbuka, lalu pilih Lanjut." "No administrator and no network are needed.$\r$\n$\r$\nIf ${NAME} is installed already, it is updated to version ${VERSION}. The data of the office are not touched.$\r$\n$\r$\nClose ${NAME} if it is open, then choose Next."
!insertmacro words run "Buka ${NAME} sekarang" "Open ${NAME} now"
!insertmacro words stays "${NAME} akan dihapus dari komputer ini. Data kantor tidak dihapus; data itu tetap berada di:$\r$\n${DATA}" "${NAME} will be removed from this computer. The data of the office are not removed; they stay in:$\r$\n${DATA}"
!insertmacro words gone "Data kantor tetap berada di:$\r$\n${DATA}" "The data of the office stay in:$\r$\n${DATA}"
!insertmacro words open "${NAME} sedang terbuka.$\r$\n$\r$\nSimpan pekerjaan Anda dan tutup program itu, lalu pilih Coba lagi." "${NAME} is open.$\r$\n$\r$\nSave your work and close it, then choose Retry."
!insertmacro words readonly "Folder ini tidak dapat ditulis:$\r$\n$INSTDIR$\r$\n$\r$\nPilih folder lain; folder yang ditawarkan pertama kali selalu dapat dipakai." "This folder cannot be written to:$\r$\n$INSTDIR$\r$\n$\r$\nChoose another; the one offered first can always be used."
!insertmacro words room "Ruang disk tidak cukup: diperlukan sekitar $1 MB, tersedia $2 MB. Kosongkan sebagian ruang, lalu ulangi. Tidak ada yang diubah." "Not enough room on the disk: about $1 MB are needed, $2 MB are free. Make room and try again. Nothing was changed."
!insertmacro words newer "Versi yang terpasang ($0) lebih baru daripada pemasang ini (${VERSION}). Pemasangan dihentikan agar data tidak dibuka oleh program yang lebih lama. Tidak ada yang diubah." "The installed version ($0) is newer than this setup (${VERSION}). The setup stops, so that an older program does not open the data. Nothing was changed."
!insertmacro words windows "${NAME} memerlukan Windows 10 (64-bit) atau yang lebih baru." "${NAME} needs Windows 10 (64-bit) or newer."
!insertmacro words holds "Folder ini berisi data kantor:$\r$\n$INSTDIR$\r$\n$\r$\nProgram tidak boleh dipasang di dalamnya. Pilih folder lain." "This folder holds the data of an office:$\r$\n$INSTDIR$\r$\n$\r$\nThe program must not be installed into it. Choose another folder."
!insertmacro words stopped "Pemasangan tidak selesai. Program yang lama, bila ada, tetap dapat dipakai, dan data kantor tidak disentuh.$\r$\n$\r$\nUlangi pemasangan; bila tetap gagal, salin ulang berkas pemasang." "The setup did not finish. The former program, if any, can still be used, and the data of the office were not touched.$\r$\n$\r$\nTry again; if it fails again, copy the setup file anew."
!insertmacro words sample "Kantor contoh (latihan)" "Sample office (training)"
!insertmacro words check "Periksa ${NAME}" "Check ${NAME}"

VIAddVersionKey /LANG=${LANG_INDONESIAN} "ProductName" "${NAME}"
VIAddVersionKey /LANG=${LANG_INDONESIAN} "FileDescription" "Pemasang ${NAME}"
VIAddVersionKey /LANG=${LANG_INDONESIAN} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_INDONESIAN} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_INDONESIAN} "CompanyName" "${NAME}"
VIAddVersionKey /LANG=${LANG_INDONESIAN} "LegalCopyright" ""

; Stop with a message (not when silent) and an exit code of our own.
!macro stop text code
  MessageBox MB_OK|MB_ICONSTOP "${text}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

; A running program keeps its file from being opened for writing.
!macro wait_until_closed
  ${If} ${FileExists} "$INSTDIR\${EXE}"
    ${Do}
      ClearErrors
      FileOpen $0 "$INSTDIR\${EXE}" a
      ${If} ${Errors}
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(open)" /SD IDCANCEL IDRETRY +3
        SetErrorLevel 3
        Quit
      ${Else}
        FileClose $0
        ${ExitDo}
      ${EndIf}
    ${Loop}
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
    !insertmacro stop "$(windows)" 7
  ${EndIf}
  StrCpy $LANGUAGE ${LANG_INDONESIAN}
  ReadRegStr $0 HKCU "${OWN_KEY}" "Bahasa"
  ${If} $0 == ${LANG_ENGLISH}
    StrCpy $LANGUAGE ${LANG_ENGLISH}
  ${EndIf}
  ${IfNot} ${Silent}
    !define MUI_LANGDLL_ALWAYSSHOW
    !insertmacro MUI_LANGDLL_DISPLAY
  ${EndIf}
  ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 = 1
      !insertmacro stop "$(newer)" 6
    ${EndIf}
  ${EndIf}
  ${If} ${Silent}
    Call checkFolder
  ${EndIf}
FunctionEnd

; Every reason not to begin, before anything is written: office data in the folder, no right to write, no room.
Function checkFolder
  ${If} ${FileExists} "$INSTDIR\dinsos.db"
  ${OrIf} ${FileExists} "$INSTDIR\keys.json"
    ${If} ${Silent}
      SetErrorLevel 8
      Quit
    ${EndIf}
    MessageBox MB_OK|MB_ICONSTOP "$(holds)"
    Abort
  ${EndIf}
  ClearErrors
  CreateDirectory "$INSTDIR"
  FileOpen $0 "$INSTDIR\_coba.tmp" w
  ${IfNot} ${Errors}
    FileWrite $0 "coba"
    FileClose $0
    Delete "$INSTDIR\_coba.tmp"
  ${Else}
    RMDir "$INSTDIR"
    ${If} ${Silent}
      SetErrorLevel 4
      Quit
    ${EndIf}
    MessageBox MB_OK|MB_ICONSTOP "$(readonly)"
    Abort
  ${EndIf}
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$INSTDIR", *l .r2, *l, *l) i .r0'
  ${If} $0 <> 0
    System::Int64Op $2 / 1048576
    Pop $2
    IntOp $1 ${SIZE_KB} + ${SPARE_KB}
    IntOp $1 $1 / 1024
    ${If} $2 < $1
      RMDir "$INSTDIR"
      ${If} ${Silent}
        SetErrorLevel 5
        Quit
      ${EndIf}
      MessageBox MB_OK|MB_ICONSTOP "$(room)"
      Abort
    ${EndIf}
  ${EndIf}
FunctionEnd

; A shortcut that carries the program's own identity, so that the taskbar knows its window.
!macro shortcut path arguments
  CreateShortCut "${path}" "$INSTDIR\${EXE}" "${arguments}" "$INSTDIR\${EXE}" 0
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}", .r1)'
    ${If} $1 P<> 0
      ${IPersistFile::Load} $1 '("${path}", ${STGM_READWRITE})'
      ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}", .r2)'
      ${If} $2 P<> 0
        System::Call 'Kernel32::GlobalAlloc(i 0x40, i 128) p .r5'
        System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r3'
        System::Call 'kernel32::lstrcpyW(p r5, w "${APP_ID}")'
        System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_LPWSTR},,p r5)p.r4'
        ${IPropertyStore::SetValue} $2 '($3, $4)'
        ${IPropertyStore::Commit} $2 ""
        System::Free $3
        System::Free $4
        System::Call 'Kernel32::GlobalFree(p r5)'
        ${IUnknown::Release} $2 ""
        ${IPersistFile::Save} $1 '("${path}", 1)'
      ${EndIf}
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
!macroend

Section
  !insertmacro wait_until_closed
  StrCpy $9 "new"
  ${If} ${FileExists} "$INSTDIR\${EXE}"
    StrCpy $9 "update"
  ${EndIf}

  RMDir /r "${NEW}"
  SetOverwrite on
  SetOutPath "${NEW}"
  File /r "${SOURCE}\*.*"
  SetOutPath "$INSTDIR"

  ; Now the new program is whole on the disk: change places.
  RMDir /r "${OLD}"
  CreateDirectory "${OLD}"
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\${INNER}\*.*"
    Rename "$INSTDIR\${INNER}" "${OLD}\${INNER}"
    IfErrors broken
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\${EXE}"
    Rename "$INSTDIR\${EXE}" "${OLD}\${EXE}"
    IfErrors broken
  ${EndIf}
  Rename "${NEW}\${INNER}" "$INSTDIR\${INNER}"
  IfErrors broken
  Rename "${NEW}\${EXE}" "$INSTDIR\${EXE}"
  IfErrors broken placed
  broken:
    SetErrorLevel 2
    Abort
  placed:
  RMDir /r "${OLD}"
  RMDir /r "${NEW}"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateDirectory "${MENU}"
  !insertmacro shortcut "${MENU}\${NAME}.lnk" ""
  !insertmacro shortcut "${MENU}\$(sample).lnk" "contoh"
  !insertmacro shortcut "${MENU}\$(check).lnk" "periksa --jendela"
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/TANPADESKTOP" $R1
  ${If} ${Errors}
    ; Whoever removed the shortcut from the desktop does not get it back with every update.
    ${If} $9 == "new"
    ${OrIf} ${FileExists} "$DESKTOP\${NAME}.lnk"
      !insertmacro shortcut "$DESKTOP\${NAME}.lnk" ""
    ${EndIf}
  ${EndIf}

  WriteRegStr HKCU "${OWN_KEY}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${OWN_KEY}" "Bahasa" "$LANGUAGE"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" '"$INSTDIR\${EXE}",0'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

; Whatever stopped the setup: the new program goes, the old one comes back to its place.
Function .onInstFailed
  SetOutPath "$TEMP"
  ${If} ${FileExists} "${OLD}\${EXE}"
    Delete "$INSTDIR\${EXE}"
    Rename "${OLD}\${EXE}" "$INSTDIR\${EXE}"
  ${EndIf}
  ${If} ${FileExists} "${OLD}\${INNER}\*.*"
    RMDir /r "$INSTDIR\${INNER}"
    Rename "${OLD}\${INNER}" "$INSTDIR\${INNER}"
  ${EndIf}
  RMDir /r "${NEW}"
  RMDir "${OLD}"
  RMDir "$INSTDIR"
  MessageBox MB_OK|MB_ICONSTOP "$(stopped)" /SD IDOK
FunctionEnd

Function un.onInit
  StrCpy $LANGUAGE ${LANG_INDONESIAN}
  ReadRegStr $0 HKCU "${OWN_KEY}" "Bahasa"
  ${If} $0 == ${LANG_ENGLISH}
    StrCpy $LANGUAGE ${LANG_ENGLISH}
  ${EndIf}
  !insertmacro wait_until_closed
FunctionEnd

Section Uninstall
  SetOutPath "$TEMP"
  ; Only what this setup brought: other files in the folder stay, and the folder with them.
  Delete "$INSTDIR\${EXE}"
  RMDir /r "$INSTDIR\${INNER}"
  RMDir /r "${NEW}"
  RMDir /r "${OLD}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$DESKTOP\${NAME}.lnk"
  RMDir /r "${MENU}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${OWN_KEY}"
SectionEnd
