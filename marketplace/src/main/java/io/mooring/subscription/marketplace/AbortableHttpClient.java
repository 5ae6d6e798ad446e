package io.mooring.subscription.marketplace;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Lets a long poll be ended from outside: the JDK's blocking client does not react to an interrupt. */
final class AbortableHttpClient implements SdkHttpClient {

    private final SdkHttpClient client;
    private final Set<ExecutableHttpRequest> open = ConcurrentHashMap.newKeySet();
    private volatile boolean aborted;

    AbortableHttpClient(SdkHttpClient client) {
        this.client = client;
    }

    /** Ends every call under way and refuses further ones. */
    void abort() {
        aborted = true;
        open.forEach(ExecutableHttpRequest::abort);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var call = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                open.add(call);
                try {
                    if (aborted) {
                        throw new IOException("The client is being stopped");
                    }
                    return call.call();
                } finally {
                    open.remove(call);
                }
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String clientName() {
        return client.clientName();
    }
}
