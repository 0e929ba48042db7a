@echo off
rem Made by wsconfig. Connects IIS to the Weir cluster. Run it as administrator.
setlocal EnableExtensions DisableDelayedExpansion
set "APPCMD=%windir%\system32\inetsrv\appcmd.exe"
set "FOLDER=%~dp0"
set "FOLDER=%FOLDER:~0,-1%"
set "DLL=%FOLDER%\isapi_redirect.dll"
if not exist "%APPCMD%" >&2 echo wsconfig: "%APPCMD%" is missing (expected: IIS with its management tools and ISAPI) & exit /b 1
if not exist "%DLL%" >&2 echo wsconfig: "%DLL%" is missing (expected: the 64-bit isapi_redirect.dll of Apache Tomcat Connectors) & exit /b 1
if not exist "%FOLDER%\logs" mkdir "%FOLDER%\logs"
icacls "%FOLDER%" /grant "*S-1-5-32-568:(OI)(CI)RX" >nul || exit /b 1
icacls "%FOLDER%\logs" /grant "*S-1-5-32-568:(OI)(CI)M" >nul || exit /b 1
icacls "%FOLDER%\workers.properties" /inheritance:r /grant "*S-1-5-32-544:F" "*S-1-5-18:F" "*S-1-5-32-568:R" >nul || exit /b 1
"%APPCMD%" set config /section:isapiCgiRestriction /-"[path='%DLL%']" /commit:apphost >nul 2>&1
"%APPCMD%" set config /section:isapiCgiRestriction /+"[path='%DLL%',allowed='true',description='Weir 3']" /commit:apphost || exit /b 1
call :connect "Default Web Site" || exit /b 1
exit /b 0

:connect
"%APPCMD%" list vdir "%~1/jakarta" | findstr . >nul || "%APPCMD%" add vdir /app.name:"%~1/" /path:/jakarta /physicalPath:"%FOLDER%" || exit /b 1
"%APPCMD%" set vdir "%~1/jakarta" /physicalPath:"%FOLDER%" || exit /b 1
"%APPCMD%" set config "%~1/jakarta" /section:handlers /accessPolicy:Read,Script,Execute /commit:apphost || exit /b 1
"%APPCMD%" set config "%~1" /section:isapiFilters /-"[name='Weir']" /commit:apphost >nul 2>&1
"%APPCMD%" set config "%~1" /section:isapiFilters /+"[name='Weir',path='%DLL%',enabled='true']" /commit:apphost || exit /b 1
for /f "delims=" %%p in ('""%APPCMD%" list app "%~1/" /text:applicationPool"') do "%APPCMD%" recycle apppool /apppool.name:"%%p" || >&2 echo wsconfig: application pool "%%p" was not recycled
exit /b 0
