package io.mooring.subscription.marketplace;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends a question to an operation that the SDK's model does not know yet, in the words of one that takes the same members: so it is signed, timed and tried
 * again like every other. To be deleted when the SDK knows it.
 */
final class NewerOperation implements ExecutionInterceptor {

    private static final ExecutionAttribute<String> NAME = new ExecutionAttribute<>("mooring-newer-operation");
    private static final String TARGET = "X-Amz-Target";

    /** To be put on a request, with the operation's name. */
    static ExecutionAttribute<String> attribute() {
        return NAME;
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        var request = context.httpRequest();
        var name = attributes.getAttribute(NAME);
        if (name == null) {
            return request;
        }
        var target = request.firstMatchingHeader(TARGET).orElse("");
        return request.toBuilder()
                .putHeader(TARGET, target.substring(0, target.indexOf('.') + 1) + name)
                .build();
    }
}
