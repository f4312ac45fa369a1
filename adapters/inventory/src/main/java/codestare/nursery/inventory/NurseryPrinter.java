package codestare.nursery.inventory;

import codestare.nursery.runtime.NurseryRuntime;
import java.io.PrintWriter;
import org.apache.felix.inventory.Format;
import org.apache.felix.inventory.InventoryPrinter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Prints all nurseries in the format that is asked for. */
@Component(
        property = {
            InventoryPrinter.NAME + "=nursery",
            InventoryPrinter.TITLE + "=Nurseries",
            InventoryPrinter.FORMAT + "=TEXT",
            InventoryPrinter.FORMAT + "=JSON",
            InventoryPrinter.FORMAT + "=HTML"
        })
public final class NurseryPrinter implements InventoryPrinter {
    private final NurseryRuntime runtime;

    /** Called by the component runtime. */
    @Activate
    public NurseryPrinter(@Reference NurseryRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void print(PrintWriter writer, Format format, boolean isZip) {
        Picture picture = Picture.of(runtime);
        if (format.equals(Format.JSON)) {
            writer.println(JsonPage.of(picture));
        } else if (format.equals(Format.HTML)) {
            HtmlPage.print(picture, writer);
        } else {
            TextPage.print(picture, writer);
        }
    }
}
