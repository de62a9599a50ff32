package dev.streamecho.orders;

/** Sends mails. */
@FunctionalInterface
interface Mailer {

    /**
     * Sends a confirmation.
     *
     * @throws MailServerException if it was not sent, and may be later
     */
    void confirm(String email, String order);
}
