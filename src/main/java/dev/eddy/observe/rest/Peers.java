package dev.eddy.observe.rest;

import dev.eddy.observe.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Asks other instances what they know: all at once, within {@value #PATIENCE_SECONDS} seconds, and
 * with the header {@value Request#FORWARDED}, by which they ask nobody in turn. Who asked shows its
 * authorization to them too. What a request brings is passed on with it, and {@value
 * #PATIENCE_TO_WRITE_SECONDS} seconds are left to write it.
 *
 * <p>Safe for use by several threads. At most {@value #MOST_WAITING} requests wait for others at a
 * time: instances that ask each other must keep threads that answer.
 */
final class Peers {
  private static final int PATIENCE_SECONDS = 5;
  private static final int PATIENCE_TO_WRITE_SECONDS = 20;
  private static final int MOST_WAITING = 16;
  private static final int LAST_ASCII = 0x7E;

  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  /** Made when it is first needed: most processes run alone. */
  private static final class Client {
    private static final HttpClient HTTP =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
  }

  /**
   * What came of one request.
   *
   * @param address who was asked
   * @param status 0 if there is no answer
   * @param body of the answer
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Reply(String address, int status, String contentType, byte[] body) {
    boolean isFound() {
      return status == 200 || status == 202;
    }

    /** True if it is not who asks that is to blame, nor the way to there, but what is asked. */
    boolean isRefusal() {
      return status == 400 || status == 404 || status == 409 || status == 413;
    }

    /** The same for whoever asked us. */
    Answer passedOn() {
      return Answer.of(status, contentType, body);
    }
  }

  /**
   * Asks.
   *
   * @param addresses hosts and ports
   * @param target path and query
   * @return one reply an address, in their order
   * @throws Problem if too many wait already
   */
  List<Reply> ask(Collection<String> addresses, String target, Request asker) {
    if (addresses.isEmpty()) {
      return List.of();
    }
    if (!waiting.tryAcquire()) {
      throw Problem.unavailable("Too many requests wait for other instances.");
    }
    try {
      List<CompletableFuture<Reply>> replies = new ArrayList<>();
      for (String address : addresses) {
        replies.add(reply(address, target, asker));
      }
      return replies.stream().map(CompletableFuture::join).toList();
    } finally {
      waiting.release();
    }
  }

  private static CompletableFuture<Reply> reply(String address, String target, Request asker) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + address + ascii(target)))
            .header(Request.FORWARDED, "1");
    asker.authorization().ifPresent(shown -> request.header("Authorization", shown));
    asker
        .sent()
        .ifPresent(
            sent ->
                request
                    .header("Content-Type", sent.contentType())
                    .POST(BodyPublishers.ofByteArray(sent.bytes())));
    int patience = asker.sent().isPresent() ? PATIENCE_TO_WRITE_SECONDS : PATIENCE_SECONDS;
    CompletableFuture<HttpResponse<byte[]>> response =
        Client.HTTP.sendAsync(request.build(), BodyHandlers.ofByteArray());
    // The client's own limit would end with the headers.
    return response
        .copy()
        .orTimeout(patience, TimeUnit.SECONDS)
        .handle(
            (answer, failure) -> {
              response.cancel(true);
              return answer == null
                  ? new Reply(address, 0, "", new byte[0])
                  : new Reply(
                      address,
                      answer.statusCode(),
                      answer.headers().firstValue("Content-Type").orElse(""),
                      answer.body());
            });
  }

  /** The JDK's server hands on bytes that are not ASCII as they came; its client takes none. */
  private static String ascii(String target) {
    StringBuilder ascii = new StringBuilder(target.length());
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      ascii.append(c <= LAST_ASCII ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return ascii.toString();
  }
}
