package org.paylink.listing;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.paylink.link.LinkStatus;
import org.paylink.link.Texts;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/**
 * Reads a filter from what stands in an address. What makes no sense is left out and told, with the
 * field it stands in, and the list is shown all the same.
 */
public final class FilterReader {
  private static final int LONGEST_TEXT = 100;
  private static final int LONGEST_SHOWN = 40;
  private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private final Function<String, Optional<String>> parameters;
  private final ZoneId zone;
  private final List<PaylinkException> refusals = new ArrayList<>();

  private FilterReader(Function<String, Optional<String>> parameters, ZoneId zone) {
    this.parameters = parameters;
    this.zone = zone;
  }

  /**
   * What was read.
   *
   * @param refusals what was left out, each with the fact {@code field}
   */
  public record Read(LinkFilter filter, List<PaylinkException> refusals) {}

  /**
   * Reads a filter.
   *
   * @param parameters a parameter's value without blanks around it, or nothing
   * @param zone the user's, in which days are meant
   */
  public static Read read(Function<String, Optional<String>> parameters, ZoneId zone) {
    FilterReader reader = new FilterReader(parameters, zone);
    LinkFilter filter = reader.filter();
    return new Read(filter, List.copyOf(reader.refusals));
  }

  private LinkFilter filter() {
    Optional<LocalDate> from = date("from");
    Optional<LocalDate> to = date("to");
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      refuse(Problem.FILTER_DATES_REVERSED, Map.of("value", from.get().toString()), "from");
      from = Optional.empty();
      to = Optional.empty();
    }
    String sort = parameters.apply("sort").orElse("-created");
    boolean descending = sort.startsWith("-");
    Optional<LinkSort> by =
        known("sort", sort, LinkSort.named(descending ? sort.substring(1) : sort));
    return new LinkFilter(
        text(),
        word("status", FilterReader::status).map(List::of).orElse(List.of()),
        word("source", LinkSource::named),
        from,
        to,
        zone,
        word("mode", FilterReader::mode),
        word("organization", text -> Optional.of(text).filter(id -> id.length() <= 20)),
        by.orElse(LinkSort.CREATED),
        by.isEmpty() || descending,
        word("number", FilterReader::page).orElse(1));
  }

  private Optional<String> text() {
    Optional<String> text = parameters.apply("text");
    if (text.isPresent() && text.get().length() > LONGEST_TEXT) {
      refuse(Problem.FILTER_TOO_LONG, Map.of("max", Integer.toString(LONGEST_TEXT)), "text");
      return Optional.empty();
    }
    return text;
  }

  private Optional<LocalDate> date(String field) {
    Optional<String> text = parameters.apply(field);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.parse(text.get());
      if (!date.isBefore(FIRST_DAY) && date.isBefore(LAST_DAY)) {
        return Optional.of(date);
      }
    } catch (DateTimeParseException e) {
      // Said below, like a day that no link can be of.
    }
    refuse(Problem.FILTER_DATE_MALFORMED, Map.of("value", shown(text.get())), field);
    return Optional.empty();
  }

  private <T> Optional<T> word(String field, Function<String, Optional<T>> reader) {
    return parameters.apply(field).flatMap(text -> known(field, text, reader.apply(text)));
  }

  private <T> Optional<T> known(String field, String text, Optional<T> read) {
    if (read.isEmpty()) {
      refuse(Problem.FILTER_UNKNOWN, Map.of("value", shown(text)), field);
    }
    return read;
  }

  private static Optional<LinkStatus> status(String text) {
    for (LinkStatus status : LinkStatus.values()) {
      if (status.name().equalsIgnoreCase(text)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  private static Optional<Boolean> mode(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "test" -> Optional.of(true);
      case "live" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Integer> page(String text) {
    return Optional.of(text)
        .filter(digits -> digits.matches("[0-9]{1,4}"))
        .map(Integer::valueOf)
        .filter(page -> page >= 1 && page <= LinkFilter.LAST_PAGE);
  }

  private void refuse(Problem problem, Map<String, String> facts, String field) {
    refusals.add(new PaylinkException(problem, facts).at(field));
  }

  private static String shown(String text) {
    return Texts.shortened(text, LONGEST_SHOWN);
  }
}
