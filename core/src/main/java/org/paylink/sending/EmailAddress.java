package org.paylink.sending;

import java.net.IDN;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/**
 * One e-mail address. Narrower than RFC 5321 allows: no quoted names, no comments, no lists, no
 * white space, nothing that could begin another header.
 */
public final class EmailAddress {
  /** See https://www.rfc-editor.org/errata/eid1690. */
  private static final int LONGEST = 254;

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_SHOWN = 80;
  private static final Pattern PARTS =
      Pattern.compile("([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+)@([^\\s@<>()\\[\\]\\\\,;:\"]+)");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
              + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  private EmailAddress() {}

  /**
   * The address as it is to be used: blanks around it removed, its domain as it stands on the wire.
   *
   * @param typed as a person gave it; may be anything
   * @param field the field it was typed in
   * @throws PaylinkException ADDRESS_MALFORMED
   */
  public static String checked(String typed, String field) {
    return of(typed)
        .orElseThrow(
            () ->
                new PaylinkException(
                    Problem.ADDRESS_MALFORMED, Map.of("address", shown(typed), "field", field)));
  }

  /** See above; nothing when it is none. */
  public static Optional<String> of(String typed) {
    String address = typed.strip();
    Matcher parts = PARTS.matcher(address);
    if (address.length() > LONGEST || !parts.matches()) {
      return Optional.empty();
    }
    String name = parts.group(1);
    boolean dots = name.startsWith(".") || name.endsWith(".") || name.contains("..");
    return domain(parts.group(2))
        .filter(domain -> !dots && name.length() <= LONGEST_NAME)
        .map(domain -> name + "@" + domain)
        .filter(whole -> whole.length() <= LONGEST);
  }

  private static Optional<String> domain(String typed) {
    try {
      return Optional.of(IDN.toASCII(typed)).filter(ascii -> DOMAIN.matcher(ascii).matches());
    } catch (IllegalArgumentException e) {
      // Not a name that the domain name system could hold.
      return Optional.empty();
    }
  }

  private static String shown(String typed) {
    String line = typed.strip().replaceAll("\\p{Cntrl}", " ");
    return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
  }
}
