package dev.eddy.observe;

import com.sun.net.httpserver.HttpExchange;

/** Answers for all paths that begin alike. Safe for use by several threads. */
public interface Section {
  /** How its paths begin, without a slash at the end: {@code /v1}. */
  String path();

  /** Answers a request; a refusal is an answer too. The exchange is closed by the caller. */
  Answer answer(HttpExchange exchange);
}
