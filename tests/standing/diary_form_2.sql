-- A diary as written before entries were counted: a plan, and an emergency with an earlier time.
PRAGMA application_id = 1111707457;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE changed_entries(
  change INTEGER NOT NULL REFERENCES changes(number) ON DELETE CASCADE,
  entry TEXT NOT NULL,
  before TEXT,  -- the line of the entry as it was; NULL = it was not there
  PRIMARY KEY(change, entry)) STRICT, WITHOUT ROWID;
INSERT INTO "changed_entries" VALUES(1,'1f224fd5cd61',NULL);
INSERT INTO "changed_entries" VALUES(2,'789f04cb9760',NULL);
CREATE TABLE changes(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  what TEXT NOT NULL, made_at TEXT NOT NULL) STRICT;
INSERT INTO "changes" VALUES(1,'triage','2026-03-01T08:00:00');
INSERT INTO "changes" VALUES(2,'triage','2026-03-01T07:30:00');
CREATE TABLE checkins(
  entry TEXT PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  light TEXT NOT NULL CHECK(light IN ('', 'green', 'amber', 'red'))
  ) STRICT, WITHOUT ROWID;
CREATE TABLE entries(
  id TEXT PRIMARY KEY, kind TEXT NOT NULL
    CHECK(kind IN ('triage', 'checkin', 'session', 'flare')),
  date TEXT NOT NULL, at TEXT NOT NULL, changed TEXT NOT NULL,
  note TEXT NOT NULL,
  position INTEGER NOT NULL  -- in the order they were written down
  ) STRICT, WITHOUT ROWID;
INSERT INTO "entries" VALUES('1f224fd5cd61','triage','2026-03-01','2026-03-01T08:00:00','2026-03-01T08:00:00','',1);
INSERT INTO "entries" VALUES('789f04cb9760','triage','2026-03-01','2026-03-01T07:30:00','2026-03-01T07:30:00','',2);
CREATE TABLE entry_values(
  entry TEXT NOT NULL REFERENCES entries(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK(type IN ('number', 'word', 'list')),
  number REAL, words TEXT,
  PRIMARY KEY(entry, name)) STRICT, WITHOUT ROWID;
INSERT INTO "entry_values" VALUES('1f224fd5cd61','aaa_family','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','aaa_known','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','age','number',38.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','all_movement_worse','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','anticoagulant','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','arm_hand_numb','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','artery_disease','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','arthritis_ever','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','bacteraemia_or_skin_abscess_recent','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','balance_poor','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','band_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','belly_pain_to_back','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','belly_severe','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','better_nsaid_48h','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','bilateral_leg_new','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','black_poo','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','blood_in_pee','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','bone_pain_elsewhere','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','bothersome','word',NULL,'moderately');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','bowel_leak_new','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','bp_uncontrolled','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','breathless_condition','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','breathless_sudden','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','bruising_unexplained','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','burning_pee','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','burning_strip_no_rash','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','buttock_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','calf_swollen','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','cancer_ever','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','cannot_bear_weight_after_fall','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','cannot_floor','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','cannot_heel_walk','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','cannot_kneel','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','cannot_prone','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','cannot_reach_toilet','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','cannot_stand_walk','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','cannot_supine_flat','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','cannot_toe_push','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','chest_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','clammy','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','claudication','word',NULL,'none');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','claudication_shrinking','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','clinician_said_return','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','cold_intolerance','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','collapse','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','confidence_active','number',7.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','constipation','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','contusion_spine','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','coughing_blood','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','cyclic_pelvic_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','daily_life_limited','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','diabetes','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','dialysis_or_line','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','drowsy_on_strong_painkillers','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','electric_shock_neck','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','enthesitis_ever','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','epilepsy','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','equipment','list',NULL,'chair
wall
');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','expects_no_recovery','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','extension_aggravated','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','eye_red_painful','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','falls_unexplained','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','fatigue_marked','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','fear_movement','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','fever','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','first_episode','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','flexion_aggravated','word',NULL,'yes');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','foot_drop','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','fragility_fracture_past','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','gait_unsteady_new','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','glaucoma','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','hands_clumsy','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','heart_condition_uncleared','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','high_blood_pressure','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','hip_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','hip_replacement','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','hypermobile','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','immune_low','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','improving','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','inflammatory_bowel','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','jaundice','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','joint_hot','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','knee_gives_way_weak','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','knee_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','knee_replacement','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','leg_cold_pale','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','leg_numb_one','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','leg_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','leg_pain_below_knee','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','leg_tingle_one','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','leg_weak_both','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','leg_weak_one','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','legs_give_way_both','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','legs_stiff_heavy','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','loin_colic','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','lump_back','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','lying_eases','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','main_feeling','word',NULL,'ache');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','main_site','word',NULL,'low_back');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','malaise_marked','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','midline_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','minutes_available','number',20.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','morning_stiff_minutes','number',10.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','movement_eases','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','movement_no_effect','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','neck_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','night_pain_eases_partly','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','night_pain_no_relief','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','night_pain_on_turning','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','night_sweats','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','no_pee_12h','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','no_sleep_2_nights','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','nprs_best24','number',4.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','nprs_now','number',6.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','nprs_worst24','number',7.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','numb_area_growing','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','numb_skin','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','off_work_days','number',0.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','one_kidney','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','one_sided_belly_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','onset_age','number',38.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','onset_days','number',2.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','onset_sudden','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','open_wound','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','osteoporosis','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pain_breathing_in','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pain_on_strain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pain_progressive','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pain_unremitting','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pee_leak_new','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pee_no_feeling','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pee_often','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pee_retention','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pee_start_hard','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pee_stream_weak_strain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pee_urge_lost','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pee_very_little','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pelvic_pain_discharge','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','phq2_interest','number',0.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','phq2_mood','number',0.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','postpartum_lt12w','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','preg_fluid_loss','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','preg_headache_vision','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','preg_less_movement','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','preg_tightenings','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','preg_told_no_exercise','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pregnancy_possible','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pregnant','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','procedure_recent','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','provoke_effort','word',NULL,'moderate');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','psoriasis','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','pulsing_belly','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','rash_band','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','raw_dairy','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','recent_abdominal_surgery','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','rectal_fullness_lost','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','rest_pain_or_foot_sores','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','rotation_aggravated','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','sepsis_signs','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','settle_time','word',NULL,'30m_2h');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','severe_at_rest_24h','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','severe_headache','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','sex','word',NULL,'male');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','shoulder_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','shoulder_tip_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','sickle_cell','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','sitting_aggravated','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','sitting_eases','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','sitting_hours','number',6.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','sleep_quality','number',7.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','smoker','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','spa_relative','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','spine_deformity_new','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','spine_procedure','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','spine_procedure_problem','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','spine_tender_point','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','sport_extension','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','standing_aggravated','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','steroids_3m','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','strain','word',NULL,'yes');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','stress','number',3.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','stroke_signs','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','tb_exposure','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','tearing_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','testicle_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','thoracic_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','told_no_exercise','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','trauma_major','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','trauma_minor','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','unwell_today','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','uveitis_ever','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','vaginal_bleeding','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','vertebral_fracture_ever','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','vomiting','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','vomiting_blood','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','wakes_second_half_night','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','walk_minutes','number',15.0,NULL);
INSERT INTO "entry_values" VALUES('1f224fd5cd61','walking_aggravated','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','walking_eases','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','weak_progressing','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','weight_loss_unexplained','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','wind_control_lost','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','worsening','word',NULL,'no');
INSERT INTO "entry_values" VALUES('1f224fd5cd61','wrist_pain','word',NULL,'no');
INSERT INTO "entry_values" VALUES('789f04cb9760','age','number',38.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','bothersome','word',NULL,'moderately');
INSERT INTO "entry_values" VALUES('789f04cb9760','claudication','word',NULL,'none');
INSERT INTO "entry_values" VALUES('789f04cb9760','confidence_active','number',7.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','equipment','list',NULL,'chair
wall
');
INSERT INTO "entry_values" VALUES('789f04cb9760','flexion_aggravated','word',NULL,'yes');
INSERT INTO "entry_values" VALUES('789f04cb9760','main_feeling','word',NULL,'ache');
INSERT INTO "entry_values" VALUES('789f04cb9760','main_site','word',NULL,'low_back');
INSERT INTO "entry_values" VALUES('789f04cb9760','minutes_available','number',20.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','morning_stiff_minutes','number',10.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','nprs_best24','number',4.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','nprs_now','number',6.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','nprs_worst24','number',7.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','off_work_days','number',0.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','onset_age','number',38.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','onset_days','number',2.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','pee_retention','word',NULL,'yes');
INSERT INTO "entry_values" VALUES('789f04cb9760','phq2_interest','number',0.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','phq2_mood','number',0.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','provoke_effort','word',NULL,'moderate');
INSERT INTO "entry_values" VALUES('789f04cb9760','settle_time','word',NULL,'30m_2h');
INSERT INTO "entry_values" VALUES('789f04cb9760','sex','word',NULL,'male');
INSERT INTO "entry_values" VALUES('789f04cb9760','sitting_hours','number',6.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','sleep_quality','number',7.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','strain','word',NULL,'yes');
INSERT INTO "entry_values" VALUES('789f04cb9760','stress','number',3.0,NULL);
INSERT INTO "entry_values" VALUES('789f04cb9760','walk_minutes','number',15.0,NULL);
CREATE TABLE session_exercises(
  entry TEXT NOT NULL REFERENCES sessions(entry) ON DELETE CASCADE,
  position INTEGER NOT NULL, exercise TEXT NOT NULL,
  planned_sets INTEGER NOT NULL, planned_reps INTEGER NOT NULL,
  planned_seconds INTEGER NOT NULL, done_sets INTEGER NOT NULL,
  done_reps INTEGER NOT NULL, done_seconds INTEGER NOT NULL,
  before REAL NOT NULL, during REAL NOT NULL, after REAL NOT NULL,
  stopped TEXT NOT NULL, PRIMARY KEY(entry, position)) STRICT, WITHOUT ROWID;
CREATE TABLE sessions(
  entry TEXT PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  how_ended TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE triage_rules(
  entry TEXT NOT NULL REFERENCES triages(entry) ON DELETE CASCADE,
  position INTEGER NOT NULL, rule TEXT NOT NULL, outcome TEXT NOT NULL,
  PRIMARY KEY(entry, position)) STRICT, WITHOUT ROWID;
INSERT INTO "triage_rules" VALUES('789f04cb9760',0,'cauda_equina_bladder','new');
CREATE TABLE triages(
  entry TEXT PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  origin TEXT NOT NULL, knowledge TEXT NOT NULL, decision_id TEXT NOT NULL,
  urgency TEXT NOT NULL, focus TEXT NOT NULL, stage TEXT NOT NULL,
  decision_row TEXT NOT NULL, plan_allowed INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
INSERT INTO "triages" VALUES('1f224fd5cd61','triage','c0d20bea330a0439998fb57d8e9c461b262e3a381163cd8d56d2f1bcc67e5346','2845d2156f8db811','self_care','walking','walk','walk_while_sore',1);
INSERT INTO "triages" VALUES('789f04cb9760','triage','c0d20bea330a0439998fb57d8e9c461b262e3a381163cd8d56d2f1bcc67e5346','0e612a6f27d5c7dd','emergency','','','',0);
CREATE INDEX entries_by_time ON entries(date, at, position);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('changes',2);
COMMIT;
