package dev.streamecho.items;

/** Thrown for a request that the caller has to change. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** Returns the refusal of a malformed request; the message names the field and says what would be right. */
    static Refusal badRequest(String message) {
        return new Refusal(400, message);
    }

    static Refusal notFound() {
        return new Refusal(404, "There is no item with this itemKey");
    }

    static Refusal preconditionFailed() {
        return new Refusal(412, "There is an item with this itemKey already");
    }

    static Refusal tooLarge() {
        return new Refusal(413, "The item is larger than 400 KB, with its field names");
    }

    Response response() {
        return Response.message(status, getMessage());
    }
}
