SELECT derived.drop_episode_indexes();
