import java.io.File;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/**
 * What Gephi makes of a file: a line for each value, its words parted by tabs and percent-encoded.
 *
 * <p>java -cp gephi-toolkit.jar Opened.java FILE
 */
public class Opened {
    public static void main(String[] words) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController imports = Lookup.getDefault().lookup(ImportController.class);
        Container container = imports.importFile(new File(words[0]));
        // A node that only an edge names would hide that the file lacks it.
        container.getLoader().setAllowAutoNode(false);
        imports.process(container, new DefaultProcessor(), workspace);
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
        tell("graph", "", "time", model.getTimeFormat());
        container.getReport().getIssues(100).forEachRemaining(Opened::complain);
        for (Node node : model.getGraph().getNodes()) {
            tell("node", node, model.getNodeTable());
        }
        for (Edge edge : model.getGraph().getEdges()) {
            tell("edge", edge, model.getEdgeTable());
            tell("edge", edge.getId(), "from", edge.getSource().getId());
            tell("edge", edge.getId(), "to", edge.getTarget().getId());
            tell("edge", edge.getId(), "type", edge.getTypeLabel());
            tell("edge", edge.getId(), "directed", edge.isDirected());
        }
        // Gephi leaves threads behind that would keep the program alive.
        System.exit(0);
    }

    private static void complain(Issue issue) {
        tell("issue", "", issue.getLevel(), issue.getMessage());
    }

    private static void tell(String what, Element element, Table columns) {
        for (Column column : columns) {
            Object value = element.getAttribute(column);
            if (value instanceof Object[] several) {
                for (Object each : several) {
                    tell(what, element.getId(), column.getTitle(), each);
                }
            } else if (value != null) {
                tell(what, element.getId(), column.getTitle(), value);
            }
        }
    }

    private static void tell(Object... words) {
        StringBuilder line = new StringBuilder();
        for (Object word : words) {
            line.append(line.length() > 0 ? "\t" : "");
            line.append(URLEncoder.encode(String.valueOf(word), StandardCharsets.UTF_8));
        }
        System.out.println(line);
    }
}
