@echo off
rem Connects this machine's web server to a Weir cluster. Needs Java 17 or newer and nothing else of Weir; see docs\wsconfig.md.
setlocal EnableExtensions DisableDelayedExpansion
set "FOLDER=%~dp0"
set "FOLDER=%FOLDER:~0,-1%"

if defined JAVA_HOME goto java_home
set "JAVA=java.exe"
set "WHERE=java on the PATH"
where /q java.exe && goto java_version
>&2 echo wsconfig: there is no java on the PATH (expected: Java 17 or newer, by JAVA_HOME or on the PATH)
exit /b 1

:java_home
set "JAVA=%JAVA_HOME%\bin\java.exe"
set "WHERE=JAVA_HOME=%JAVA_HOME%"
if exist "%JAVA%" goto java_version
>&2 echo wsconfig: %WHERE% has no java (expected: Java 17 or newer, by JAVA_HOME or on the PATH)
exit /b 1

:java_version
set "MAJOR=0"
for /f "tokens=3" %%v in ('""%JAVA%" -version 2^>^&1" ^| findstr /c:" version "') do for /f "tokens=1 delims=.-+" %%m in ("%%~v") do set "MAJOR=%%m"
if %MAJOR% GEQ 17 goto run
>&2 echo wsconfig: %WHERE% is Java %MAJOR% (expected: 17 or newer, by JAVA_HOME or on the PATH)
exit /b 1

:run
"%JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC %WSCONFIG_JAVA_OPTS% "-Dwsconfig.home=%FOLDER%" -jar "%FOLDER%\wsconfig.jar" %*
exit /b %ERRORLEVEL%
