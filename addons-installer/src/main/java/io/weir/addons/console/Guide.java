package io.weir.addons.console;

import io.weir.addons.machine.Ports;
import io.weir.cli.CommandException;
import io.weir.config.Secret;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Asks what to install, with a default for each answer, and changes nothing itself. One thread. */
public final class Guide {
    private final Questions questions;
    private final Path home;

    /** @param home Weir's folder, beside which add-ons lie unless told otherwise */
    public Guide(BufferedReader in, PrintWriter out, Path home) {
        this.questions = new Questions(in, out);
        this.home = home;
    }

    /** What was answered: one of two. */
    public sealed interface Answer {
        /** Where it shall be. */
        Path dir();
    }

    /** @param password none where there shall be none */
    public record Datastore(Path dir, String bind, int port, Secret password) implements Answer {}

    /** An Analytics server. */
    public record Analytics(Path dir, String bind, int httpPort, int transportPort) implements Answer {}

    /** Asks; empty where the user did not want it in the end, or went away in between. */
    public Optional<Answer> ask() {
        try {
            questions.say("Installs a server that nodes need. Enter takes what stands in brackets; Ctrl-D ends.");
            String addon = questions.ask("Add-on, datastore or analytics", "datastore", Guide::addon);
            Path dir = questions.ask(
                    "Folder", home.resolve("addons").resolve(addon).toString(), Guide::path);
            String bind = questions.ask("Address to listen on", "127.0.0.1", Guide::address);
            Answer answer = addon.equals("datastore") ? datastore(dir, bind) : analytics(dir, bind);
            return questions.confirm("Install and start it?") ? Optional.of(answer) : Optional.empty();
        } catch (Questions.EndOfAnswers wentAway) {
            return Optional.empty();
        }
    }

    private Answer datastore(Path dir, String bind) {
        int port = questions.ask("Port", "6379", answer -> freePort(bind, answer));
        Secret password = questions.ask(
                isLoopback(bind) ? "Password (shown as typed; empty for none)" : "Password (shown as typed)",
                "",
                answer -> password(bind, answer));
        questions.say("");
        questions.say("  Data Store at " + bind + ":" + port + (password.isEmpty() ? ", without" : ", with")
                + " a password, in " + dir);
        return new Datastore(dir, bind, port, password);
    }

    private Answer analytics(Path dir, String bind) {
        int http = questions.ask("Port for nodes", "9200", answer -> freePort(bind, answer));
        int transport = questions.ask("Port for other servers", "9300", answer -> freePort(bind, answer));
        questions.say("");
        questions.say("  Analytics server at " + bind + ":" + http + " and " + transport + ", in " + dir);
        return new Analytics(dir, bind, http, transport);
    }

    private static String addon(String answer) {
        if (!answer.equals("datastore") && !answer.equals("analytics")) {
            throw new CommandException(answer + " (expected: datastore or analytics)");
        }
        return answer;
    }

    private static Path path(String answer) {
        try {
            return Path.of(answer).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new CommandException(answer + " (expected: a path)", e);
        }
    }

    private static String address(String answer) {
        try {
            InetAddress.getByName(answer);
            return answer;
        } catch (UnknownHostException e) {
            throw new CommandException(answer + " (expected: an address of this machine)", e);
        }
    }

    private static boolean isLoopback(String bind) {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static int freePort(String bind, String answer) {
        if (!answer.matches("\\d{1,5}") || Integer.parseInt(answer) > Ports.MAX || Integer.parseInt(answer) == 0) {
            throw new CommandException(answer + " (expected: 1 to " + Ports.MAX + ")");
        }
        Ports.requireFree(new InetSocketAddress(bind, Integer.parseInt(answer)));
        return Integer.parseInt(answer);
    }

    private static Secret password(String bind, String answer) {
        if (answer.isEmpty() && !isLoopback(bind)) {
            throw new CommandException("none (expected: one, because others than this machine reach " + bind + ")");
        }
        return Secret.of(answer);
    }
}
