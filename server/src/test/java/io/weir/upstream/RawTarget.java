package io.weir.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A target whose every byte the test decides: one script for each connection, run on a thread of its own. */
final class RawTarget implements AutoCloseable {

    /** What happens on a connection. */
    @FunctionalInterface
    interface Script {
        void run(Connection connection) throws IOException;
    }

    /** A connection from the gateway. */
    record Connection(Socket socket, InputStream in, int number, List<String> heads) {

        /** Up to and with the empty line. */
        String readHead() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            int matched = 0;
            while (matched < 4) {
                int b = in.read();
                if (b < 0) {
                    throw new SocketException("ended within a head: " + head);
                }
                head.write(b);
                matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
            }
            heads.add(head.toString(StandardCharsets.ISO_8859_1));
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        void sendOk(String body) throws IOException {
            send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        /** Ends with a reset rather than in good order. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Returns when the gateway closes the connection. */
        void awaitClose() throws IOException {
            try {
                while (in.read() >= 0) {
                    // what comes is of no interest
                }
            } catch (SocketException e) {
                // a reset is a close, too
            }
        }
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    RawTarget(Script script) {
        this(0, script);
    }

    RawTarget(int port, Script script) {
        try {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(() -> accept(script));
    }

    /** Answers each request with the same text, and records the heads. */
    static RawTarget answering(String answer) {
        return new RawTarget(connection -> {
            while (true) {
                connection.readHead();
                connection.send(answer);
            }
        });
    }

    private void accept(Script script) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                int number = connections.incrementAndGet();
                threads.execute(() -> serve(script, socket, number));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Script script, Socket socket, int number) {
        try (socket) {
            script.run(new Connection(socket, socket.getInputStream(), number, heads));
        } catch (IOException e) {
            // the gateway closed it, or the test is over
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** How many were accepted so far. */
    int connections() {
        return connections.get();
    }

    /** Of the requests read so far. */
    List<String> heads() {
        return heads;
    }

    /** Of the last request. */
    String head() {
        return heads.get(heads.size() - 1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    /** A loopback URL that refuses connections. */
    static String refusing() {
        return "http://127.0.0.1:" + freePort();
    }

    /** A loopback port where nobody listens. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
