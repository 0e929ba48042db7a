@echo off
rem Runs Weir on Windows. In a checkout it builds first what is missing or stale; in a distribution (a folder lib\ beside it) it only runs.
rem See docs\cli.md for the environment variables it reads.
setlocal EnableExtensions DisableDelayedExpansion
set "HOME_DIR=%~dp0"
set "HOME_DIR=%HOME_DIR:~0,-1%"
set "MODULE=server"
set "PRODUCT=weir-server.jar"
if not "%~1"=="wsconfig" goto java
set "MODULE=wsconfig-connector"
set "PRODUCT=wsconfig\wsconfig.jar"

:java
if defined JAVA_HOME goto java_home
set "JAVA=java.exe"
set "WHERE=java on the PATH"
where /q java.exe && goto java_version
>&2 echo weir: there is no java on the PATH (expected: Java 17 or newer, by JAVA_HOME or on the PATH)
exit /b 1

:java_home
set "JAVA=%JAVA_HOME%\bin\java.exe"
set "WHERE=JAVA_HOME=%JAVA_HOME%"
if exist "%JAVA%" goto java_version
>&2 echo weir: %WHERE% has no java (expected: Java 17 or newer, by JAVA_HOME or on the PATH)
exit /b 1

:java_version
set "MAJOR=0"
for /f "tokens=3" %%v in ('""%JAVA%" -version 2^>^&1" ^| findstr /c:" version "') do for /f "tokens=1 delims=.-+" %%m in ("%%~v") do set "MAJOR=%%m"
if %MAJOR% GEQ 17 goto class_path
>&2 echo weir: %WHERE% is Java %MAJOR% (expected: 17 or newer, by JAVA_HOME or on the PATH)
exit /b 1

:class_path
if "%MODULE%"=="wsconfig-connector" goto wsconfig
set "CLASS_PATH=%HOME_DIR%\lib\*"
if exist "%HOME_DIR%\lib\" goto options
if exist "%HOME_DIR%\server\pom.xml" goto checkout
>&2 echo weir: %HOME_DIR% has neither lib\ (a distribution) nor server\pom.xml (a checkout)
exit /b 1

:checkout
set "CLASS_PATH=%HOME_DIR%\server\target\weir-server.jar;%HOME_DIR%\server\target\lib\*"
set "STATE=%HOME_DIR%\target\launcher"
call :build || exit /b 1
if not "%~1"=="addons" goto options
set "MODULE=addons-installer"
set "PRODUCT=weir-addons.jar"
set "STATE=%HOME_DIR%\target\launcher\addons-installer"
set "CLASS_PATH=%HOME_DIR%\addons-installer\target\weir-addons.jar;%CLASS_PATH%"
call :build || exit /b 1
goto options

rem wsconfig is a program of its own, because it also runs where Weir is not: its folder has its own launcher.
:wsconfig
set "WSCONFIG=%HOME_DIR%\wsconfig"
if exist "%HOME_DIR%\lib\" goto run_wsconfig
set "WSCONFIG=%HOME_DIR%\wsconfig-connector\target\wsconfig"
set "STATE=%HOME_DIR%\target\launcher\wsconfig-connector"
call :build || exit /b 1
:run_wsconfig
if not defined WSCONFIG_HOME set "WSCONFIG_HOME=%HOME_DIR%"
set ARGUMENTS=%*
set ARGUMENTS=%ARGUMENTS:*wsconfig=%
"%WSCONFIG%\wsconfig.bat" %ARGUMENTS%

:build
call :is_current && exit /b 0
if not exist "%STATE%\" mkdir "%STATE%"
:lock
rem cmd opens the file for itself alone, and the system frees it with the process.
set "LOCKED="
8>&2 2>nul ( 9>"%STATE%\lock" ( 2>&8 ( set "LOCKED=yes" & call :build_if_stale ) ) )
if not defined LOCKED (
    >&2 echo weir: waiting for another build of this checkout
    timeout /t 2 /nobreak >nul
    goto lock
)
if not exist "%STATE%\unfinished" exit /b 0
for /f "usebackq delims=" %%l in (`findstr /b /c:"[ERROR]" "%STATE%\build.log"`) do >&2 echo   %%l
>&2 echo weir: the build failed; Maven's whole log is %STATE%\build.log
exit /b 1

:options
set OPTIONS="-Dweir.home=%HOME_DIR%"
if "%~1"=="start" goto node_options
if "%~1"=="demo" goto node_options
set OPTIONS=%OPTIONS% -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider -Dslf4j.internal.verbosity=WARN
goto run
:node_options
if not exist "%HOME_DIR%\conf\jvm.options" goto run
for /f "usebackq eol=# delims=" %%o in ("%HOME_DIR%\conf\jvm.options") do call :add_option "%%o"
:run
"%JAVA%" %OPTIONS% %WEIR_JAVA_OPTS% -cp "%CLASS_PATH%" io.weir.Main %*
exit /b %ERRORLEVEL%

:add_option
set OPTIONS=%OPTIONS% %1
exit /b 0

:is_current
if not exist "%HOME_DIR%\%MODULE%\target\%PRODUCT%" exit /b 1
if "%MODULE%"=="server" if not exist "%HOME_DIR%\server\target\lib\" exit /b 1
if exist "%STATE%\unfinished" exit /b 1
powershell -NoProfile -NonInteractive -Command "$h = $env:HOME_DIR; $m = \"$h\$env:MODULE\"; $t = (Get-Item \"$m\target\$env:PRODUCT\").LastWriteTime; $b = Get-Item \"$env:STATE\built\" -ErrorAction SilentlyContinue; if ($b -and $b.LastWriteTime -gt $t) { $t = $b.LastWriteTime }; if (Get-Item \"$h\pom.xml\", \"$m\pom.xml\" | Where-Object LastWriteTime -gt $t) { exit 1 }; if (Get-ChildItem -Recurse \"$m\src\main\" | Where-Object LastWriteTime -gt $t | Select-Object -First 1) { exit 1 }"
exit /b %ERRORLEVEL%

:build_if_stale
call :is_current && exit /b 0
>&2 echo weir: building this checkout with Maven; the log is %STATE%\build.log
>"%STATE%\unfinished" echo.
pushd "%HOME_DIR%"
call mvn -B -o -pl %MODULE% -am package -Dmaven.test.skip=true -Dspotless.check.skip=true >"%STATE%\build.log" 2>&1 && goto built
>&2 echo weir: that did not work offline: trying again online
call mvn -B -pl %MODULE% -am package -Dmaven.test.skip=true -Dspotless.check.skip=true >"%STATE%\build.log" 2>&1 && goto built
popd
exit /b 1
:built
popd
rem Its time is the build's start: what was edited meanwhile is newer.
move /y "%STATE%\unfinished" "%STATE%\built" >nul
exit /b 0
