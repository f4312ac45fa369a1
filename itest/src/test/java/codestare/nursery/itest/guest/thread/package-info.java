/** A guest that knows nothing of nurseries. */
package codestare.nursery.itest.guest.thread;
