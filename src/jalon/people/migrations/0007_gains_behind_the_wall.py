"""What offers bring in is asked by a person's own pages: a caseworker's role sees no such question.

The role is known by the beginning of its name (`jalon.web.guards.wall.role`): what follows is the
database's own, and a database may be loaded under another. Owners of the table pass, as they do.
"""

from django.db import migrations

WALL = r"""
CREATE POLICY people_gains_behind_the_wall ON people_lawquestion
    USING (kind <> 'gains' OR NOT starts_with(current_user, 'jalon_caseworker_'));
ALTER TABLE people_lawquestion ENABLE ROW LEVEL SECURITY;
"""
NO_WALL = """
ALTER TABLE people_lawquestion DISABLE ROW LEVEL SECURITY;
DROP POLICY people_gains_behind_the_wall ON people_lawquestion;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_law_questions")]

    operations = [migrations.RunSQL(WALL, NO_WALL)]
