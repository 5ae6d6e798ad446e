package io.mooring.task.api;

/** What a person may be asked to decide, and what they can do. */
public enum TaskKind {
    ADVISORY(
            "AWS sees a sign of fraud, abuse, a compromised or a closed account behind this agreement. Nothing was taken away. Look at"
                    + " the buyer's use, and decide."),
    CANCELLATION_REQUESTED(
            "A cancellation of this agreement was asked for. It is approved by itself after seven days; whoever does not want that"
                    + " answers it in the seller portal."),
    BILLING_ADJUSTMENT_FAILED("AWS could not carry out a refund. Look into the seller portal and ask for it again."),
    SPEND_VET_FAILED("AWS doubts that the buyer will pay for what they use. Talk to them before they use more."),
    SUCCESSOR_UNKNOWN(
            "AWS says that another agreement goes on from here, and has not said which one, or its licence is not in force. Nothing was"
                    + " taken away. Look for it in the seller portal; when it is in force, or you say which one it is"
                    + " (actuator/purchases), this task closes by itself."),
    RENEWAL_UNPAID(
            "AWS could not take the payment of a renewal or replacement. Nothing was taken away that the buyer had before. Have the"
                    + " buyer mend the payment method at AWS, or cancel the agreement in the seller portal: its end takes away what is bound."),
    CONFIRMATION_MISSING(
            "A buyer has come a day ago and AWS has not confirmed the purchase. Look for messages in the quarantine, and have the buyer"
                    + " check their payment method at AWS. What you know to be paid for, say so (actuator/purchases)."),
    ACCESS_OVERDUE(
            "A buyer has come two business days ago, or as many as the listing promises, and has no access yet. See what it waits for"
                    + " (actuator/explanation), and do it, or write to the buyer."),
    END_MISSING(
            "A day ago AWS announced the end, or that the licence is gone, and has neither ended the subscription nor taken that back. Look at"
                    + " it in the seller portal, and end it if it is over (actuator/purchases)."),
    ENTITLEMENTS_GONE(
            "All that this purchase entitled to is gone, and AWS has not said that it is over. Nothing was taken away. Look into the"
                    + " seller portal; end it if it is over (actuator/purchases)."),
    LICENCE_AMBIGUOUS(
            "The customer's AWS account has several agreements for this listing, and AWS does not say which licence belongs to the"
                    + " purchase that is known by customer identifier. Look into the seller portal and name the licence."),
    PURCHASE_UNKNOWN(
            "A message has waited for a day, because AWS does not say which purchase it is about. Look into the seller portal and name"
                    + " the licence of this customer, or say that there is none."),
    CONTRADICTION(
            "AWS's Agreement API says that this agreement is in force, and its messages have said that it is over. What was taken away"
                    + " stays so. Look at it in the seller portal; say that it is over (actuator/purchases), or have the buyer buy again."),
    AWS_SILENT(
            "AWS has not answered a question about this purchase for a day. Look at the credentials, the permissions and the health"
                    + " of AWS's services.");

    private final String advice;

    TaskKind(String advice) {
        this.advice = advice;
    }

    /** A sentence or two for whoever runs Mooring. */
    public String advice() {
        return advice;
    }
}
