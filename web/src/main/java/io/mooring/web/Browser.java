package io.mooring.web;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What a request says of the browser behind it. */
public final class Browser {

    private static final int NETWORK_BYTES = 8;

    /** True when Chinese is the language it likes best of the two there are. */
    public static boolean readsChinese(ServerHttpRequest request) {
        try {
            var liked = request.getHeaders().getAcceptLanguage();
            var language = Locale.lookup(liked, List.of(Locale.ENGLISH, Locale.CHINESE));
            return Locale.CHINESE.equals(language);
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** What tells browsers apart as far as a request that carries no cookie can. */
    public static String looks(ServerHttpRequest request) {
        return network(request) + "\n"
                + Optional.ofNullable(request.getHeaders().getFirst(HttpHeaders.USER_AGENT))
                        .orElse("");
    }

    /** The address it comes from; of an IPv6 address the network, since one household has a whole one. */
    static String network(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        if (remote == null || remote.getAddress() == null) {
            return "unknown";
        }
        return network(remote.getAddress());
    }

    static String network(InetAddress address) {
        var bytes = address.getAddress();
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
    }

    private Browser() {}
}
