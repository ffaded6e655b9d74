import java.awt.Color;
import java.awt.GridLayout;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import javax.swing.JFrame;
import javax.swing.JPasswordField;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;

/** A form of Swing whose password field is red; with an argument that is the field's name. */
public class Swing {
  public static void main(String[] words) {
    SwingUtilities.invokeLater(() -> show(words.length > 0 ? words[0] : null));
  }

  private static void show(String name) {
    JFrame frame = new JFrame("form");
    frame.setLayout(new GridLayout(3, 1, 0, 20));
    frame.add(new JTextField("Name"));
    frame.add(new JTextField("Town"));
    JTextField field = name == null ? new JPasswordField("Password") : new JTextField("Password");
    if (name != null) field.getAccessibleContext().setAccessibleName(name);
    field.setBackground(Color.RED);
    field.setForeground(Color.RED);
    field.setBorder(null);
    frame.add(field);
    frame.setSize(420, 300);
    frame.setDefaultCloseOperation(JFrame.EXIT_ON_CLOSE);
    frame.addComponentListener(new ComponentAdapter() {
      @Override public void componentShown(ComponentEvent event) {
        System.out.println("shown");
      }
    });
    frame.setVisible(true);
  }
}
