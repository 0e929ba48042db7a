package io.weir.wsconfig.text;

import io.weir.wsconfig.failure.WsconfigException;

/**
 * What IIS needs for isapi_redirect: its properties, and the commands that connect a site and take it off again. Nothing of it names the folder
 * that it lies in.
 */
public final class Iis {
    /** The virtual directory and the file by which IIS reaches the redirector. */
    private static final String DIRECTORY = "jakarta";

    private static final String DLL = "isapi_redirect.dll";
    private static final String ALL = "All";
    private static final String ADMINISTRATORS = "S-1-5-32-544";
    private static final String SYSTEM = "S-1-5-18";
    private static final String IIS_USERS = "S-1-5-32-568";

    private final int number;
    private final String site;

    /**
     * @param number of the connector
     * @param site its name in IIS, or {@code All}
     */
    public Iis(int number, String site) {
        if (site.isBlank() || site.matches(".*[\"%!'\\[\\]/\\\\\\p{Cntrl}].*")) {
            throw WsconfigException.usage(
                    "-site: " + site + " (expected: a site's name, without quotes, %, !, [, ], / and \\)");
        }
        this.number = number;
        this.site = site;
    }

    /** {@code isapi_redirect.properties}, which the redirector reads from its own folder. Backslashes are plain characters there. */
    public String properties() {
        return new Lines()
                .add("# Made by wsconfig for Weir.")
                .add("extension_uri=/" + DIRECTORY + "/" + DLL)
                .add("log_file=$(JKISAPI_PATH)\\logs\\isapi_redirect.log")
                .add("log_level=info")
                .add("worker_file=$(JKISAPI_PATH)\\workers.properties")
                .add("worker_mount_file=$(JKISAPI_PATH)\\uriworkermap.properties")
                .add("worker_mount_reload=0")
                .add("watchdog_interval=" + WorkersProperties.MAINTAIN_SECONDS)
                .add("# The path as the caller wrote it: Weir has its own normal form.")
                .add("uri_select=unparsed")
                .add("enable_chunked_encoding=true")
                .add("flush_packets=true")
                .text();
    }

    /**
     * A script that connects the site; to be run as administrator, and again after each change: the redirector reads its files when IIS starts a
     * worker process. IIS may read the folder and write the log; the secret is for it and for administrators (groups by their SIDs, because
     * their names differ by language).
     */
    public String install() {
        Lines lines = start("Connects IIS to the Weir cluster.")
                .add(
                        "if not exist \"%DLL%\" >&2 echo wsconfig: \"%DLL%\" is missing (expected: the 64-bit isapi_redirect.dll of Apache"
                                + " Tomcat Connectors) & exit /b 1")
                .add("if not exist \"%FOLDER%\\logs\" mkdir \"%FOLDER%\\logs\"")
                .add("icacls \"%FOLDER%\" /grant \"*" + IIS_USERS + ":(OI)(CI)RX\" >nul || exit /b 1")
                .add("icacls \"%FOLDER%\\logs\" /grant \"*" + IIS_USERS + ":(OI)(CI)M\" >nul || exit /b 1")
                .add("icacls \"%FOLDER%\\workers.properties\" /inheritance:r /grant \"*" + ADMINISTRATORS + ":F\" \"*"
                        + SYSTEM + ":F\" \"*" + IIS_USERS + ":R\" >nul || exit /b 1")
                .add(
                        "\"%APPCMD%\" set config /section:isapiCgiRestriction /-\"[path='%DLL%']\" /commit:apphost >nul 2>&1")
                .add(
                        "\"%APPCMD%\" set config /section:isapiCgiRestriction /+\"[path='%DLL%',allowed='true',description='Weir "
                                + number + "']\" /commit:apphost || exit /b 1");
        sites(lines, "connect");
        return lines.add("exit /b 0")
                .add("")
                .add(":connect")
                .add("\"%APPCMD%\" list vdir \"%~1/" + DIRECTORY
                        + "\" | findstr . >nul || \"%APPCMD%\" add vdir /app.name:\"%~1/\" /path:/" + DIRECTORY
                        + " /physicalPath:\"%FOLDER%\" || exit /b 1")
                .add("\"%APPCMD%\" set vdir \"%~1/" + DIRECTORY + "\" /physicalPath:\"%FOLDER%\" || exit /b 1")
                .add("\"%APPCMD%\" set config \"%~1/" + DIRECTORY
                        + "\" /section:handlers /accessPolicy:Read,Script,Execute /commit:apphost || exit /b 1")
                .add(
                        "\"%APPCMD%\" set config \"%~1\" /section:isapiFilters /-\"[name='Weir']\" /commit:apphost >nul 2>&1")
                .add(
                        "\"%APPCMD%\" set config \"%~1\" /section:isapiFilters /+\"[name='Weir',path='%DLL%',enabled='true']\""
                                + " /commit:apphost || exit /b 1")
                .add(
                        "for /f \"delims=\" %%p in ('\"\"%APPCMD%\" list app \"%~1/\" /text:applicationPool\"') do \"%APPCMD%\" recycle"
                                + " apppool /apppool.name:\"%%p\" || >&2 echo wsconfig: application pool \"%%p\" was not recycled")
                .add("exit /b 0")
                .text()
                .replace("\n", "\r\n");
    }

    /** A script that takes the site off again; to be run as administrator, before the folder is removed. */
    public String remove() {
        Lines lines = start("Takes IIS off the Weir cluster.");
        sites(lines, "disconnect");
        return lines.add("\"%APPCMD%\" set config /section:isapiCgiRestriction /-\"[path='%DLL%']\" /commit:apphost")
                .add("exit /b 0")
                .add("")
                .add(":disconnect")
                .add("\"%APPCMD%\" set config \"%~1\" /section:isapiFilters /-\"[name='Weir']\" /commit:apphost")
                .add("\"%APPCMD%\" delete vdir \"%~1/" + DIRECTORY + "\"")
                .add("exit /b 0")
                .text()
                .replace("\n", "\r\n");
    }

    private Lines start(String what) {
        return new Lines()
                .add("@echo off")
                .add("rem Made by wsconfig. " + what + " Run it as administrator.")
                .add("setlocal EnableExtensions DisableDelayedExpansion")
                .add("set \"APPCMD=%windir%\\system32\\inetsrv\\appcmd.exe\"")
                .add("set \"FOLDER=%~dp0\"")
                .add("set \"FOLDER=%FOLDER:~0,-1%\"")
                .add("set \"DLL=%FOLDER%\\" + DLL + "\"")
                .add(
                        "if not exist \"%APPCMD%\" >&2 echo wsconfig: \"%APPCMD%\" is missing (expected: IIS with its management tools and"
                                + " ISAPI) & exit /b 1");
    }

    private void sites(Lines lines, String routine) {
        lines.add(
                site.equals(ALL)
                        ? "for /f \"delims=\" %%s in ('\"\"%APPCMD%\" list site /text:name\"') do call :" + routine
                                + " \"%%s\" || exit /b 1"
                        : "call :" + routine + " \"" + site + "\" || exit /b 1");
    }
}
