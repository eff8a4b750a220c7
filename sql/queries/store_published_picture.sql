-- Keep a number of children of an authority, or why there is none.
INSERT INTO held.published_picture (quarter, authority, measure, state, children)
VALUES (:quarter, :authority, :measure, :state, :children);
