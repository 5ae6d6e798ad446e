package io.mooring.sandbox.aws;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One operation of an AWS service that speaks JSON 1.1. */
interface AwsOperation {

    /** What its clients put into {@code X-Amz-Target}. */
    String target();

    /**
     * The answer's members by AWS's names.
     *
     * @throws AwsFault with the type that its clients know
     */
    Map<String, Object> answer(JsonNode request);

    default String name() {
        return target().substring(target().indexOf('.') + 1);
    }
}
