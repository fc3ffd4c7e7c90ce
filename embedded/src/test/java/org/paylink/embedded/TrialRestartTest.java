package org.paylink.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paylink.embedded.http.User;
import org.paylink.issuing.IssueRequest;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkStatus;
import org.paylink.link.SubjectType;
import org.paylink.panel.Panels;

/** What was begun before a restart goes on after it. */
@Timeout(120)
class TrialRestartTest {
  @TempDir Path folder;

  @Test
  void aLinkAndItsCheckoutOutliveARestart() throws Exception {
    String link;
    String session;
    try (TrialHost trial = TrialHost.start(0, folder)) {
      Issued issued = issue(trial);
      link = URI.create(issued.url()).getPath();
      begin(issued.url());
      session = trial.simulator(TrialAccount.US).sessions().get(0).id();
    }
    assertThat(Files.getPosixFilePermissions(folder.resolve("token-keys")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (TrialHost trial = TrialHost.start(0, folder)) {
      // Asked for again, the same link has the same token, on the address of now.
      assertThat(URI.create(issue(trial).url()).getPath()).isEqualTo(link);
      trial.simulator(TrialAccount.US).pay(session);
      String linkId = issue(trial).linkId();
      trial.paylink().checkNow(linkId, User.SALES.actor());
      assertThat(
              trial
                  .paylink()
                  .panels()
                  .of(
                      SubjectType.ORDER,
                      "DEMO10090",
                      User.SALES.actor(),
                      new Panels.Wish(
                          Optional.empty(),
                          Optional.empty(),
                          "key",
                          Optional.empty(),
                          Locale.ENGLISH,
                          ZoneOffset.UTC))
                  .orElseThrow()
                  .rows()
                  .get(0)
                  .status())
          .isEqualTo(LinkStatus.PAID);
    }
  }

  private static Issued issue(TrialHost trial) {
    return trial
        .paylink()
        .issue(
            new IssueRequest(
                "restart",
                SubjectType.ORDER,
                "DEMO10090",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                false,
                "en",
                "screen"),
            User.SALES.actor());
  }

  private static void begin(String url) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url))
                    .POST(HttpRequest.BodyPublishers.ofString(""))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(303);
  }
}
