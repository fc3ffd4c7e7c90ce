package org.paylink.embedded.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.paylink.link.SubjectType;
import org.paylink.page.DeskPlaces;

/** The sample host's addresses, as pages of the desk and panels need them. */
final class HostPlaces implements DeskPlaces {
  private final Session session;
  private final FormTokens tokens;

  HostPlaces(Session session, FormTokens tokens) {
    this.session = session;
    this.tokens = tokens;
  }

  /** The address of a page of the desk. */
  static String deskPage(String name, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
    return Addresses.DESK + encoded(name) + (query.isEmpty() ? "" : "?" + query);
  }

  @Override
  public String page(String name, Map<String, String> parameters) {
    return deskPage(name, parameters);
  }

  @Override
  public Form post(String name) {
    String address = deskPage(name, Map.of());
    // A token holds no character that HTML would have to escape.
    String token = tokens.issue(session, address);
    return new Form(
        address,
        "<input type=\"hidden\" name=\"" + FormTokens.FIELD + "\" value=\"" + token + "\">");
  }

  @Override
  public Form search(String name) {
    return new Form(deskPage(name, Map.of()), "");
  }

  @Override
  public Optional<String> document(SubjectType type, String id) {
    return Optional.of(Addresses.document(type, id));
  }

  @Override
  public Optional<String> payment(String paymentId) {
    return session.user().maySeeBooks()
        ? Optional.of(Addresses.payment(paymentId))
        : Optional.empty();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
