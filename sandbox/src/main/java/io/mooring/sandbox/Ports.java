package io.mooring.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ports of 127.0.0.1 that the sandbox takes; PostgreSQL chooses its own and remembers it. */
public record Ports(int engine, int management, int storefront, int aws, int sqs, int smtp) {

    /** The ports of the documentation. */
    public static final Ports USUAL = new Ports(8080, 8081, 8090, 8091, 9324, 3025);

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** Six ports that nobody has at this moment, for tests that run beside a sandbox. */
    public static Ports free() {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (var i = 0; i < 6; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK)));
            }
            var numbers = sockets.stream().map(ServerSocket::getLocalPort).toList();
            return new Ports(
                    numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4), numbers.get(5));
        } catch (IOException none) {
            throw new UncheckedIOException("There are no free ports", none);
        } finally {
            sockets.forEach(Ports::close);
        }
    }

    /** Which of them somebody else has, by the name of the option that chooses another. */
    Map<String, Integer> taken() {
        var wanted = new LinkedHashMap<String, Integer>();
        wanted.put("--port", engine);
        wanted.put("--management-port", management);
        wanted.put("--storefront-port", storefront);
        wanted.put("--aws-port", aws);
        wanted.put("--sqs-port", sqs);
        wanted.put("--smtp-port", smtp);
        wanted.values().removeIf(port -> port == 0 || isFree(port));
        return wanted;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
