/** What runs in the child processes that have no framework. */
package codestare.nursery.itest.program;
