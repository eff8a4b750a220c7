SELECT derived.make_episode_indexes();
