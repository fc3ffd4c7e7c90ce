package org.paylink.desk;

import java.util.HashMap;
import java.util.Map;
import org.paylink.checkout.Preview;
import org.paylink.page.Words;

/** Says what happens if the customer pays now. */
final class PreviewWords {
  private PreviewWords() {}

  /**
   * The sentences of it.
   *
   * @param head what the page knows of the link, of which the document's number and kind are named
   */
  static Map<String, Object> of(Preview preview, Map<String, Object> head, Words words) {
    Map<String, String> facts = new HashMap<>();
    facts.put("amount", preview.asked().toString());
    facts.put("open", preview.openAfterwards().toString());
    facts.put("documentNumber", head.get("subject") + " " + head.get("document"));
    Map<String, Object> said = new HashMap<>();
    boolean goes =
        switch (preview.outcome()) {
          case ASKED, CONTINUED -> true;
          case CLOSED, ENDS, NOTHING_DUE, IN_REVIEW, BUSY, NO_ACCOUNT -> false;
        };
    said.put("good", goes);
    said.put("first", words.text("PaylinkNow_" + preview.outcome(), facts));
    if (goes) {
      said.put("then", words.text(then(preview), facts));
    }
    if (preview.lowered()) {
      said.put("lowered", words.text("PaylinkLink_Lowered", facts));
    }
    return said;
  }

  private static String then(Preview preview) {
    if (preview.withheld()) {
      return "PaylinkLink_ThenWithheld";
    }
    return preview.openAfterwards().isPositive()
        ? "PaylinkLink_ThenPartly"
        : "PaylinkLink_ThenPaid";
  }
}
