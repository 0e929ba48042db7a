@echo off
rem Made by wsconfig. Takes IIS off the Weir cluster. Run it as administrator.
setlocal EnableExtensions DisableDelayedExpansion
set "APPCMD=%windir%\system32\inetsrv\appcmd.exe"
set "FOLDER=%~dp0"
set "FOLDER=%FOLDER:~0,-1%"
set "DLL=%FOLDER%\isapi_redirect.dll"
if not exist "%APPCMD%" >&2 echo wsconfig: "%APPCMD%" is missing (expected: IIS with its management tools and ISAPI) & exit /b 1
call :disconnect "Default Web Site" || exit /b 1
"%APPCMD%" set config /section:isapiCgiRestriction /-"[path='%DLL%']" /commit:apphost
exit /b 0

:disconnect
"%APPCMD%" set config "%~1" /section:isapiFilters /-"[name='Weir']" /commit:apphost
"%APPCMD%" delete vdir "%~1/jakarta"
exit /b 0
