META
key;value
description;Riverside ward, a made-up example
country;Korea
unit;Example city
instance;2026
num_projects;4
num_votes;10
budget;60000
vote_type;approval
rule;greedy
min_length;1
max_length;3
currency;KRW
PROJECTS
project_id;cost;votes;name;selected
1;30000;7;Playground by the river;1
2;25000;6;Seats in the library;1
3;20000;5;Street lights;0
4;5000;4;Benches;1
VOTES
voter_id;vote
1;1,2
2;1,2,4
3;1,3
4;1,2
5;2,3
6;1,4
7;3,4
8;1,2,3
9;1,2,4
10;3
