"""The demo territory with as many people and offers as a pilot or a whole département has.

The seven towns, their lines and schools stay; firms, crèches, homes and agents are more of the
same, drawn by a seed. `sizes` names the sizes, `draw` draws one; `save_answers` and `follow_up`
save what leans on the people that are saved.
"""
