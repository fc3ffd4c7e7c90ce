package org.paylink.desk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.paylink.listing.ListedLink;
import org.paylink.listing.ListedRow;
import org.paylink.page.Words;

/**
 * A list of links as a file of comma-separated values (https://www.rfc-editor.org/rfc/rfc4180). A
 * text that a spreadsheet would take for a formula
 * (https://owasp.org/www-community/attacks/CSV_Injection) gets an apostrophe before it.
 */
final class LinksFile {
  /** Spreadsheets take a file for UTF-8 when it begins so. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private static final List<String> HEADINGS =
      List.of(
          "PaylinkPanel_Link",
          "PaylinkLinks_Name",
          "PaylinkPanel_Purpose",
          "PaylinkApp_Document",
          "PaylinkPanel_Status",
          "PaylinkLinks_Currency",
          "PaylinkPanel_Amount",
          "PaylinkPanel_Received",
          "PaylinkPanel_Created",
          "PaylinkApp_By",
          "PaylinkLinks_Source",
          "PaylinkPanel_Valid",
          "PaylinkTest");

  private LinksFile() {}

  static byte[] of(List<ListedRow> links, Words words) {
    StringBuilder file = new StringBuilder(BYTE_ORDER_MARK);
    line(file, HEADINGS.stream().map(words::text).toList());
    for (ListedRow row : links) {
      line(file, row.link().map(link -> cells(link, words)).orElseGet(() -> cells(row, words)));
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** In the order of the headings. */
  private static List<String> cells(ListedLink link, Words words) {
    ZoneId zone = words.formats().zone();
    return List.of(
        link.id(),
        link.internalName().orElse(""),
        link.purpose(),
        link.documentNumber(),
        words.text(link.status().labelKey()),
        link.amount().currency(),
        link.amount().major().toPlainString(),
        link.received().major().toPlainString(),
        moment(link.createdAt(), zone),
        LinksPage.actor(link.createdBy(), words),
        LinksPage.source(link.source(), words),
        link.expiresAt().map(end -> moment(end, zone)).orElse(""),
        link.testMode() ? words.text("PaylinkTest") : "");
  }

  /** As many cells, for a row that can't be read. */
  private static List<String> cells(ListedRow unreadable, Words words) {
    List<String> cells = new ArrayList<>(Collections.nCopies(HEADINGS.size(), ""));
    cells.set(0, unreadable.id());
    cells.set(1, words.text("PaylinkLinks_Unreadable", Map.of("link", unreadable.id())));
    return cells;
  }

  private static String moment(Instant at, ZoneId zone) {
    return MOMENT.withZone(zone).format(at);
  }

  private static void line(StringBuilder file, List<String> cells) {
    file.append(cells.stream().map(LinksFile::cell).collect(Collectors.joining(",")));
    file.append("\r\n");
  }

  static String cell(String text) {
    String safe = text.matches("(?s)[=+\\-@\\t\\r\\n].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n'].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
