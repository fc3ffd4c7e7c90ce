/** Sends links, payment confirmations and news of links, and keeps what is said in them. */
package org.paylink.sending;
