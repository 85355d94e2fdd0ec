; Inno Setup 6: an installer for one person, without administrator's rights. Run on Windows, after
; `python packaging\build.py icons freeze licences`:
;     iscc /DVersion=0.1.0 packaging\windows\constellation.iss

#ifndef Version
  #error Say which version it is: iscc /DVersion=…
#endif

[Setup]
AppId={{6B0C7A52-0F5E-4B57-9C5C-6C1D2C1B7E31}
AppName=Constellation
AppVersion={#Version}
AppPublisher=The Constellation authors
VersionInfoVersion={#Version}
DefaultDirName={autopf}\Constellation
DefaultGroupName=Constellation
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
ChangesEnvironment=yes
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
SetupIconFile=..\..\build\icons\constellation.ico
UninstallDisplayIcon={app}\constellation-gui.exe
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=constellation-gui-{#Version}-windows-x64

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: associate; Description: "Offer Constellation for .db files"
Name: commandline; Description: "Let constellation-db be found on the command line"; Flags: unchecked

[Files]
Source: "..\..\build\frozen\constellation-gui\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; An older version's parts must not be mixed into this one's.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\Constellation"; Filename: "{app}\constellation-gui.exe"; AppUserModelID: "constellation-gui"
Name: "{autodesktop}\Constellation"; Filename: "{app}\constellation-gui.exe"; AppUserModelID: "constellation-gui"; Tasks: desktopicon

[Registry]
; Addresses of places.
Root: HKA; Subkey: "Software\Classes\constellation"; ValueType: string; ValueData: "URL:A place in Constellation"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\constellation"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\constellation\shell\open\command"; ValueType: string; ValueData: """{app}\constellation-gui.exe"" ""%1"""
; Stores: among the programs to open them with, not in anybody's place.
Root: HKA; Subkey: "Software\Classes\Constellation.Store"; ValueType: string; ValueData: "Constellation store"; Flags: uninsdeletekey; Tasks: associate
Root: HKA; Subkey: "Software\Classes\Constellation.Store\DefaultIcon"; ValueType: string; ValueData: "{app}\constellation-gui.exe,0"; Tasks: associate
Root: HKA; Subkey: "Software\Classes\Constellation.Store\shell\open\command"; ValueType: string; ValueData: """{app}\constellation-gui.exe"" ""%1"""; Tasks: associate
Root: HKA; Subkey: "Software\Classes\.db\OpenWithProgids"; ValueType: string; ValueName: "Constellation.Store"; ValueData: ""; Flags: uninsdeletevalue; Tasks: associate
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: commandline; Check: NotOnPath

[Run]
Filename: "{app}\constellation-gui.exe"; Description: "{cm:LaunchProgram,Constellation}"; Flags: nowait postinstall skipifsilent

[Code]
function PathOfPerson: string;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Result) then
    Result := '';
end;

function NotOnPath: Boolean;
begin
  Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(PathOfPerson) + ';') = 0;
end;

procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
var
  Before, After: string;
begin
  if CurUninstallStep <> usPostUninstall then
    exit;
  Before := ';' + PathOfPerson + ';';
  After := Before;
  StringChangeEx(After, ';' + ExpandConstant('{app}') + ';', ';', True);
  if After <> Before then
    RegWriteExpandStringValue(HKCU, 'Environment', 'Path', Copy(After, 2, Length(After) - 2));
end;
