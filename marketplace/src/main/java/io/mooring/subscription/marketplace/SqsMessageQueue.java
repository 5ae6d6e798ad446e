package io.mooring.subscription.marketplace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;
import tools.jackson.databind.json.JsonMapper;

/** The queue at AWS, or at whatever speaks its protocol. */
final class SqsMessageQueue implements MessageQueue {

    static final String REASON = "mooring-reason";
    static final String MESSAGE_ID = "mooring-message-id";
    static final String SENT_AT = "mooring-sent-at";
    private static final Logger LOG = LoggerFactory.getLogger(SqsMessageQueue.class);
    private static final int BATCH = 10;
    /** What SQS answers to a message that it will never take: too large with all that belongs to it, or with characters that it does not carry. */
    private static final Set<String> ABOUT_THE_MESSAGE = Set.of(
            "InvalidParameterValue",
            "InvalidParameterValueException",
            "InvalidMessageContents",
            "InvalidAttributeValue",
            "MessageTooLong",
            "BatchRequestTooLong");

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration CALL = Duration.ofSeconds(5);

    private final MarketplaceProperties properties;
    private final String url;
    private final AbortableHttpClient receiving;
    private final SqsClient receiver;
    private final SqsClient sender;
    private volatile @Nullable String deadLetterUrl;

    SqsMessageQueue(MarketplaceProperties properties) {
        if (properties.queueUrl() == null) {
            throw new IllegalStateException("mooring.marketplace.queue-url is missing");
        }
        this.properties = properties;
        url = properties.queueUrl().toString();
        deadLetterUrl = properties.deadLetterQueueUrl() == null
                ? null
                : properties.deadLetterQueueUrl().toString();
        var patience = properties.longPoll().plus(CALL);
        receiving = new AbortableHttpClient(UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(patience)
                .build());
        // One try only: whoever receives comes back in a moment anyway.
        receiver = AwsClients.configured(SqsClient.builder(), properties, properties.sqsEndpoint())
                .httpClient(receiving)
                .overrideConfiguration(AwsClients.calls(patience, patience, 1))
                .build();
        sender = AwsClients.configured(SqsClient.builder(), properties, properties.sqsEndpoint())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(CALL))
                .overrideConfiguration(AwsClients.calls(CALL, CALL.multipliedBy(2), 3))
                .build();
    }

    /** First makes sure that there is a place for what cannot be read. */
    @Override
    public List<QueueMessage> receive() {
        deadLetterUrl();
        return receiver
                .receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(BATCH)
                        .waitTimeSeconds((int) properties.longPoll().toSeconds())
                        .visibilityTimeout((int) properties.visibility().toSeconds())
                        .messageSystemAttributeNames(
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                MessageSystemAttributeName.SENT_TIMESTAMP)
                        .messageAttributeNames(SENT_AT))
                .messages()
                .stream()
                .map(SqsMessageQueue::message)
                .toList();
    }

    @Override
    public void delete(Collection<QueueMessage> messages) {
        var all = List.copyOf(messages);
        for (var from = 0; from < all.size(); from += BATCH) {
            var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
            for (var message : all.subList(from, Math.min(from + BATCH, all.size()))) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id("m" + entries.size())
                        .receiptHandle(message.receipt())
                        .build());
            }
            var refused = sender.deleteMessageBatch(
                            request -> request.queueUrl(url).entries(entries))
                    .failed();
            if (!refused.isEmpty()) {
                LOG.warn(
                        "{} messages could not be deleted: {}",
                        refused.size(),
                        refused.getFirst().code());
            }
        }
    }

    @Override
    public void hide(Collection<QueueMessage> messages, Duration time) {
        var all = List.copyOf(messages);
        for (var from = 0; from < all.size(); from += BATCH) {
            var entries = new ArrayList<ChangeMessageVisibilityBatchRequestEntry>();
            for (var message : all.subList(from, Math.min(from + BATCH, all.size()))) {
                entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id("m" + entries.size())
                        .receiptHandle(message.receipt())
                        .visibilityTimeout((int) time.toSeconds())
                        .build());
            }
            sender.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
        }
    }

    @Override
    public boolean deadLetter(QueueMessage message, String reason) {
        // A body as large as a queue takes leaves no room for attributes
        return deadLetter(
                        message,
                        Map.of(
                                REASON, text(reason),
                                MESSAGE_ID, text(message.messageId()),
                                SENT_AT, text(message.sentAt().toString())))
                || deadLetter(message, Map.of());
    }

    private boolean deadLetter(QueueMessage message, Map<String, MessageAttributeValue> attributes) {
        try {
            sender.sendMessage(request -> request.queueUrl(deadLetterUrl())
                    .messageBody(message.body())
                    .messageAttributes(attributes));
            return true;
        } catch (SqsException refused) {
            if (refused.awsErrorDetails() != null
                    && ABOUT_THE_MESSAGE.contains(refused.awsErrorDetails().errorCode())) {
                LOG.warn(
                        "The dead-letter queue does not take {} with {} attributes: {}",
                        message,
                        attributes.size(),
                        refused.awsErrorDetails().errorCode());
                return false;
            }
            throw refused;
        }
    }

    @Override
    public void stopReceiving() {
        receiving.abort();
    }

    @Override
    public void close() {
        receiver.close();
        receiving.close();
        sender.close();
    }

    private String deadLetterUrl() {
        var known = deadLetterUrl;
        if (known == null) {
            known = ask();
            deadLetterUrl = known;
        }
        return known;
    }

    private String ask() {
        var policy = sender.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.REDRIVE_POLICY))
                .attributes()
                .get(QueueAttributeName.REDRIVE_POLICY);
        if (policy == null || policy.isBlank()) {
            throw new IllegalStateException("The queue has no dead-letter queue: give it a redrive policy, or set"
                    + " mooring.marketplace.dead-letter-queue-url");
        }
        var arn = new JsonMapper().readTree(policy).path("deadLetterTargetArn").stringValue("");
        var parts = arn.split(":", -1);
        return sender.getQueueUrl(request ->
                        request.queueName(parts[parts.length - 1]).queueOwnerAWSAccountId(parts[parts.length - 2]))
                .queueUrl();
    }

    private static QueueMessage message(Message message) {
        var attributes = message.attributes();
        var sent = Instant.ofEpochMilli(
                Long.parseLong(attributes.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
        return new QueueMessage(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                Integer.parseInt(attributes.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")),
                sentAt(message.messageAttributes().get(SENT_AT), sent));
    }

    /** A message that comes back from the dead-letter queue is as old as it was before. */
    private static Instant sentAt(@Nullable MessageAttributeValue original, Instant otherwise) {
        if (original == null || original.stringValue() == null) {
            return otherwise;
        }
        try {
            return Instant.parse(original.stringValue());
        } catch (java.time.format.DateTimeParseException notOurs) {
            return otherwise;
        }
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
