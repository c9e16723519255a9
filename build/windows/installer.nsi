; The installer for Windows: for one person, without an administrator.
; makensis -DVERSION=1.2.3 -DTREE=folder -DOUT=file.exe installer.nsi
Unicode true
SetCompressor /SOLID lzma
Name "Pagewright"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Pagewright"
RequestExecutionLevel user
Icon "${TREE}/icon.ico"
UninstallIcon "${TREE}/icon.ico"
BrandingText "Pagewright ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "Pagewright"
VIAddVersionKey FileDescription "Installs Pagewright"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "MIT licence"

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Pagewright"
!define WEBVIEW "{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

Section
  SetOutPath "$INSTDIR"
  File "${TREE}/pagewright-desktop.exe"
  File "${TREE}/pagewright.exe"
  File "${TREE}/LICENSE.txt"
  File "${TREE}/THIRD_PARTY_LICENSES.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Pagewright.lnk" "$INSTDIR\pagewright-desktop.exe"
  WriteRegStr HKCU "${KEY}" DisplayName "Pagewright"
  WriteRegStr HKCU "${KEY}" DisplayVersion "${VERSION}"
  WriteRegStr HKCU "${KEY}" DisplayIcon "$INSTDIR\pagewright-desktop.exe"
  WriteRegStr HKCU "${KEY}" UninstallString '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${KEY}" NoModify 1
  WriteRegDWORD HKCU "${KEY}" NoRepair 1
  ; Windows 11 and every up-to-date Windows 10 have WebView2.
  ReadRegStr $0 HKLM "SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\${WEBVIEW}" "pv"
  StrCmp $0 "" 0 there
  ReadRegStr $0 HKCU "Software\Microsoft\EdgeUpdate\Clients\${WEBVIEW}" "pv"
  StrCmp $0 "" 0 there
  MessageBox MB_OK "Pagewright is installed. It also needs Microsoft's WebView2, which this computer does not have yet: Pagewright will ask for it when it is started."
there:
SectionEnd

; A person's sites lie elsewhere and stay.
Section Uninstall
  Delete "$INSTDIR\pagewright-desktop.exe"
  Delete "$INSTDIR\pagewright.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\THIRD_PARTY_LICENSES.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Pagewright.lnk"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
