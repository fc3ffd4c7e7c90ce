package org.paylink.ofbiz;

import java.io.IOException;
import java.util.Map;
import org.paylink.simulator.SimulatorOptions;
import org.paylink.simulator.StripeSimulator;

/**
 * Walks through the staff's pages in a real OFBiz whose mail is switched on: an administrator sets
 * the rules, a sales user sends a link, an accountant confirms by hand and works off an exception,
 * and each types what makes no sense.
 */
public final class DeskWalk {
  private final String host;
  private final StripeSimulator stripe;
  private final Mailbox mailbox;

  private DeskWalk(String host, StripeSimulator stripe, Mailbox mailbox) {
    this.host = host;
    this.stripe = stripe;
    this.mailbox = mailbox;
  }

  /**
   * Walks, says what was seen, and fails with the first thing that is not as it should be.
   *
   * @param arguments the host's address, the port for the simulator, the address that it notifies,
   *     and the port of the mail server that the host is set to
   */
  public static void main(String[] arguments) throws IOException {
    SimulatorOptions options = SimulatorOptions.forTrial().withPort(Integer.parseInt(arguments[1]));
    try (StripeSimulator stripe = StripeSimulator.start(options);
        Mailbox mailbox = Mailbox.at(Integer.parseInt(arguments[3]))) {
      stripe.webhook(arguments[2], "whsec_simulator");
      new DeskWalk(arguments[0], stripe, mailbox).walk();
    }
  }

  private void walk() {
    try (Desk admin = Desk.signIn(host, "paylink", "admin")) {
      AdminWalk rules = new AdminWalk(admin);
      rules.changesThePolicy();
      rules.editsTheTemplate();
      rules.choosesWhereNewsGo();
      rules.looksAtTheHealth();
    }
    try (Desk sales = Desk.signIn(host, "ordermgr", "DemoRepAll");
        Desk accountant = Desk.signIn(host, "accounting", "accountingadmin");
        Phone phone = new Phone()) {
      MailWalk mail = new MailWalk(mailbox, sales, phone);
      mail.sendsTheLink();
      mail.isPaidByTheMail();
      mail.isFoundInTheList();
      HandWalk hand = new HandWalk(accountant);
      hand.confirmsByHand();
      hand.takesItBack();
      ExceptionWalk exceptions = new ExceptionWalk(stripe, sales, accountant, phone);
      exceptions.moneyComesTooLate();
      exceptions.isWorkedOff();
      new NonsenseWalk(sales).typesNonsense();
    }
    gatewayTookWhatWasAsked();
  }

  private void gatewayTookWhatWasAsked() {
    long sum = WalkDocument.sum(WalkDocument.paid(true)).movePointRight(2).longValueExact();
    Report.check(
        stripe.totalCharged().equals(Map.of("usd", sum)), "taken: " + stripe.totalCharged());
    Report.said("nothing was taken but for what was asked at the desk");
  }
}
