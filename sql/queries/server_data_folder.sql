-- Where the server keeps its data; its log lies beside it in a cluster of ours.
SELECT current_setting('data_directory') AS folder;
